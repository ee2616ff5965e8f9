import type { Parameters, Row } from '../api.js';
import type { Database } from '../database/database.js';
import { lastValue } from '../query/page.js';
import { crash } from '../values/refusals.js';
import type { Narrowing, Reading, ResourceDeclaration } from './declaration.js';
import { computed, textIn, through } from './fields.js';
import { isThumbnail } from './results.js';

const MODEL = 'results';

/** The four kinds of files of a report, each managed on its own. */
const KINDS = {
  sigproc: 'Signal Processing Input',
  basecall: 'Basecalling Input',
  output: 'Output Files',
  misc: 'Intermediate Files',
} as const;

type Kind = keyof typeof KINDS;
const NAMES: readonly Kind[] = ['sigproc', 'basecall', 'output', 'misc'];

const STATES: Readonly<Record<string, string>> = {
  L: 'Local',
  S: 'Selected',
  N: 'Notified',
  A: 'Acknowledged',
  SA: 'Archive Pending',
  SE: 'Export Pending',
  SD: 'Delete Pending',
  AG: 'Archiving',
  DG: 'Deleting',
  EG: 'Exporting',
  AD: 'Archived',
  DD: 'Deleted',
  IG: 'Importing',
  E: 'Error',
};
const PENDING: ReadonlySet<string> = new Set(['S', 'N', 'A', 'SA', 'SE', 'SD', 'AG', 'DG', 'EG']);
const IN_PROCESS: ReadonlySet<string> = new Set(['AG', 'DG', 'EG', 'IG']);

/** Whose files are where. docs/rundb.md, "Other resources" */
export const DATA_MANAGEMENT_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'compositedatamanagement',
    model: MODEL,
    base: (row, database) => textIn(database.one(MODEL, row, 'experiment'), 'expDir') !== '',
    distinct: true,
    fields: {
      diskusage: computed(diskUsage, 'diskusage'),
      expDir: through(MODEL, 'experiment', 'expDir'),
      expName: through(MODEL, 'experiment', 'expName'),
      in_process: computed((row, { database }) =>
        NAMES.some((kind) => IN_PROCESS.has(codeOf(row, kind, database))),
      ),
      ...Object.fromEntries(NAMES.flatMap(stateFields)),
    },
    complete: addDiskSpace,
    narrow: narrowManaged,
  },
];

function stateFields(kind: Kind) {
  return [
    [`${kind}_state`, computed((row, { database }) => stateText(row, kind, database))] as const,
    [`${kind}_keep`, computed((row, { database }) => isKept(row, kind, database))] as const,
  ];
}

function filesOf(row: Row, kind: Kind, database: Database): Row | undefined {
  return database.many(MODEL, row, 'dmfilestat').find((files) => files['type'] === KINDS[kind]);
}

function codeOf(row: Row, kind: Kind, database: Database): string {
  return textIn(filesOf(row, kind, database), 'action_state');
}

function stateText(row: Row, kind: Kind, database: Database): string {
  return STATES[codeOf(row, kind, database)] ?? 'Unknown';
}

/** The input of signal processing belongs to the run, whose storage option keeps it. */
function isKept(row: Row, kind: Kind, database: Database): boolean {
  if (kind === 'sigproc') return database.one(MODEL, row, 'experiment')?.['storage_options'] === 'KI';
  return filesOf(row, kind, database)?.['preserve_data'] === true;
}

function addDiskSpace(object: Record<string, unknown>, row: Row, { database }: Reading): void {
  for (const kind of NAMES) {
    object[`${kind}_diskspace`] = filesOf(row, kind, database)?.['diskspace'] ?? null;
  }
}

/** MB of the report and of its run, of which a thumbnail report uses a tenth. */
function diskUsage(row: Row, { database }: Reading): number {
  const ofRun = Number(database.one(MODEL, row, 'experiment')?.['diskusage'] ?? 0);
  const sum = Number(row['diskusage'] ?? 0) + (isThumbnail(row) ? ofRun * 0.1 : ofRun);
  return Number(sum.toPrecision(15));
}

/** `search_name` is a pattern of report names; `<kind>_filter` lists codes of states, `K` for kept, `P` for pending. */
function narrowManaged(parameters: Parameters, database: Database): Narrowing {
  const where = NAMES.flatMap((kind) => {
    const codes = lastValue(parameters, `${kind}_filter`)?.split(',') ?? [];
    return codes.length === 0 ? [] : [(row: Row) => hasCode(row, kind, codes, database)];
  });
  const pattern = lastValue(parameters, 'search_name');
  if (pattern !== undefined) where.push(nameTest(pattern));
  return { where };
}

function hasCode(row: Row, kind: Kind, codes: readonly string[], database: Database): boolean {
  const code = codeOf(row, kind, database);
  return (
    codes.includes(code) ||
    (codes.includes('K') && isKept(row, kind, database)) ||
    (codes.includes('P') && PENDING.has(code))
  );
}

function nameTest(text: string): (row: Row) => boolean {
  const pattern = readPattern(text);
  return (row) => pattern.test(textIn(row, 'resultsName'));
}

function readPattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw crash();
  }
}
