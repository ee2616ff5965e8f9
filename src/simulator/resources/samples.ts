import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Reading, ResourceDeclaration } from './declaration.js';
import { writeSamples } from '../writing/write-samples.js';
import { computed, embedOne, textIn, through, toMany, toOne } from './fields.js';

const ITEM = 'samplesetitem';

/** Samples and sample sets. docs/rundb.md, "Other resources" */
export const SAMPLE_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'sample',
    model: 'sample',
    writer: writeSamples,
    fields: {
      experiments: toMany('sample', 'experiments', 'experiment'),
      sampleSets: toMany('sample', 'sampleSets', ITEM),
    },
  },
  {
    name: 'sampleset',
    model: 'sampleset',
    fields: {
      SampleGroupType_CV: toOne('SampleGroupType_CV', 'samplegrouptype_cv'),
      libraryPrepInstrumentData: embedOne('sampleset', 'libraryPrepInstrumentData', 'sampleprepdata'),
      libraryPrepKitDisplayedName: computed(kitName),
      libraryPrepTypeDisplayedName: computed((row) => textIn(row, 'libraryPrepType')),
      sampleCount: computed((row, { database }) => database.many('sampleset', row, 'samples').length),
      sampleGroupTypeName: computed((row, { database }) => groupName(row, database)),
      samples: toMany('sampleset', 'samples', ITEM),
    },
    complete: completeSet,
  },
  {
    name: 'samplesetitem',
    model: ITEM,
    fields: {
      dnabarcode: toOne('dnabarcode', 'dnabarcode'),
      sample: toOne('sample', 'sample'),
      sampleSet: toOne('sampleSet', 'sampleset'),
    },
  },
  {
    name: 'samplesetiteminfo',
    model: ITEM,
    fields: {
      // A set's items show the barcode's name. The flattened names are none that the database knows.
      dnabarcode: {
        ...through(ITEM, 'dnabarcode', 'id_str'),
        attribute: 'dnabarcode',
        resource: 'dnabarcode',
      },
      dnabarcodeKit: computed((row, { database }) => textIn(database.one(ITEM, row, 'dnabarcode'), 'name')),
      sample: toOne('sample', 'sample'),
      sampleSet: toOne('sampleSet', 'sampleset'),
      sampleDescription: flattened('sample', 'description', 'sampleDescription'),
      sampleDisplayedName: flattened('sample', 'displayedName', 'sampleDisplayedName'),
      sampleExternalId: flattened('sample', 'externalId', 'sampleExternalId'),
      samplePk: computed((row) => row['sample'], 'samplePk'),
      sampleSetPk: computed((row) => row['sampleSet'], 'sampleSetPk'),
      sampleSetStatus: flattened('sampleSet', 'status', 'sampleSetStatus'),
    },
    complete: (object, row, { database }) => {
      object['attribute_dict'] = {};
      const set = database.one(ITEM, row, 'sampleSet');
      object['sampleSetGroupType'] = set === undefined ? '' : groupName(set, database);
    },
  },
  { name: 'sampleprepdata', model: 'sampleprepdata' },
  { name: 'sampleattribute', model: 'sampleattribute' },
  { name: 'sampleattributedatatype', model: 'sampleattributedatatype' },
];

function flattened(relation: string, column: string, attribute: string) {
  return { ...through(ITEM, relation, column), attribute };
}

function groupName(set: Row, database: Database): string {
  return textIn(database.one('sampleset', set, 'SampleGroupType_CV'), 'displayedName');
}

function kitName(set: Row, { database }: Reading): string {
  const name = textIn(set, 'libraryPrepKitName');
  return textIn(database.table('kitinfo').find('name', name)[0], 'description');
}

/** A set can be planned once it has items and no library preparation is under way. */
function completeSet(object: Record<string, unknown>, row: Row, { database }: Reading): void {
  const protocol = database.table('common_cv').find('value', row['libraryPrepProtocol'])[0];
  object['libraryPrepProtocolName'] = textIn(protocol, 'displayedValue');
  object['readyForPlanning'] =
    ['created', 'planned', 'libPrep_done', ''].includes(textIn(row, 'status')) &&
    database.many('sampleset', row, 'samples').length > 0;
}
