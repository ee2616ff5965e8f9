import type { Row } from '../api.js';
import { PIPELINE_ARGS } from '../models/pipeline-args.js';
import type { Database } from '../database/database.js';
import type { Reading, ResourceDeclaration } from './declaration.js';
import { lastValue } from '../query/page.js';
import { embedMany, embedOne, textIn, toOne } from './fields.js';

/** Chips, kits, barcodes and other supplies. docs/rundb.md, "Other resources" */
export const KIT_RESOURCES: readonly ResourceDeclaration[] = [
  { name: 'chip', model: 'chip', complete: addDefaultArgs },
  kits('kitinfo'),
  ...[
    kits('librarykitinfo', isOfType('LibraryKit', 'LibraryPrepKit')),
    kits('sequencingkitinfo', isOfType('SequencingKit')),
    kits('ionchefprepkitinfo', isOfType('IonChefPrepKit')),
    kits('activelibrarykitinfo', isActive(isOfType('LibraryKit', 'LibraryPrepKit'))),
    kits('activepgmlibrarykitinfo', isActive(isFor('pgm', isOfType('LibraryKit')))),
    kits('activeprotonlibrarykitinfo', isActive(isFor('proton', isOfType('LibraryKit')))),
    kits('activesequencingkitinfo', isActive(isOfType('SequencingKit'))),
    kits('activepgmsequencingkitinfo', isActive(isFor('pgm', isOfType('SequencingKit')))),
    kits('activeprotonsequencingkitinfo', isActive(isFor('proton', isOfType('SequencingKit')))),
    kits('activeionchefprepkitinfo', isActive(isOfType('IonChefPrepKit'))),
    kits('activeioncheflibraryprepkitinfo', isActive(isOfType('LibraryPrepKit'))),
  ].map((declaration) => ({ ...declaration, refusesFilters: true as const })),
  kitParts('kitpart', () => true),
  kitParts('librarykitpart', isOfType('LibraryKit', 'LibraryPrepKit')),
  kitParts('sequencingkitpart', isOfType('SequencingKit')),
  {
    name: 'dnabarcode',
    model: 'dnabarcode',
    // docs/rundb.md, "Other resources"
    narrow: (parameters) => (lastValue(parameters, 'distinct') === '1' ? { oneOfEach: 'name' } : {}),
  },
  { name: 'floworder', model: 'floworder' },
  { name: 'librarykey', model: 'librarykey' },
  { name: 'threeprimeadapter', model: 'threeprimeadapter' },
  {
    name: 'analysisargs',
    model: 'analysisargs',
    fields: {
      applGroup: embedOne('analysisargs', 'applGroup', 'applicationgroup'),
      applType: embedOne('analysisargs', 'applType', 'runtype'),
      creator: toOne('creator', 'user'),
      lastModifiedUser: toOne('lastModifiedUser', 'user'),
    },
  },
  { name: 'common_cv', model: 'common_cv' },
  { name: 'template', model: 'template' },
  { name: 'chefpcrplateconfig', model: 'chefpcrplateconfig', fields: { kit: toOne('kit', 'kitinfo') } },
];

type KitTest = (row: Row) => boolean;

function kits(name: string, base?: KitTest): ResourceDeclaration {
  return {
    name,
    model: 'kitinfo',
    schema: 'kitinfo',
    ...(base === undefined ? {} : { base }),
    fields: {
      defaultFlowOrder: toOne('defaultFlowOrder', 'floworder'),
      parts: embedMany('kitinfo', 'kitpart', 'kitpart'),
    },
  };
}

function kitParts(name: string, holdsKit: KitTest): ResourceDeclaration {
  const base = (row: Row, database: Database): boolean => {
    const kit = database.one('kitpart', row, 'kit');
    return kit !== undefined && holdsKit(kit);
  };
  return { name, model: 'kitpart', schema: 'kitpart', base, fields: { kit: toOne('kit', 'kitinfo') } };
}

function isOfType(...types: readonly string[]): KitTest {
  return (row) => types.includes(textIn(row, 'kitType'));
}

function isActive(test: KitTest): KitTest {
  return (row) => row['isActive'] === true && test(row);
}

/** For this instrument, or for any. */
function isFor(instrument: string, test: KitTest): KitTest {
  return (row) =>
    textIn(row, 'instrumentType')
      .split(';')
      .some((type) => type === '' || type === instrument) && test(row);
}

/** A chip shows the command lines of the argument set that is the default for it. */
function addDefaultArgs(object: Record<string, unknown>, row: Row, { database }: Reading): void {
  const sets = database.table('analysisargs').find('chipType', row['name']);
  const chosen = sets.find((set) => set['chip_default'] === true);
  if (chosen !== undefined) for (const name of PIPELINE_ARGS) object[name] = chosen[name] ?? '';
}
