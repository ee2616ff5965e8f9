import type { Row } from '../api.js';
import { isObject, textIn } from '../resources/fields.js';
import type { Shift } from './moments.js';
import { renameBarcoded } from './samples.js';

/** What the rows of one copied family have in common. */
export interface Copying {
  readonly shift: Shift;
  /** Table name to the key of the family's first row in it; the others follow. */
  readonly starts: ReadonlyMap<string, number>;
  /** Of everything counted on the original's chip, how much the copy's holds. */
  readonly share: number;
  readonly rename: (text: string) => string;
  readonly shortId: string;
  readonly guid: string;
  readonly tubeLabel: (label: string) => string;
  readonly chipBarcode: (barcode: string) => string;
  readonly runId: () => string;
  /** The samples of the run to their copies. */
  readonly samples: ReadonlyMap<Row, Row>;
  /** Keys of the family's reports to those of their copies. */
  readonly reports: ReadonlyMap<unknown, number>;
}

type Finish = (copy: Row, original: Row, copying: Copying) => void;

/** What a copy says of itself, in place, by table: the columns that are neither keys nor moments nor counts. */
export const FINISHES: Readonly<Record<string, Finish>> = {
  plannedexperiment: finishPlan,
  experiment: finishRun,
  experimentanalysissettings: (copy, _original, { samples }) => {
    copy['barcodedSamples'] = renameBarcoded(copy['barcodedSamples'], samples);
  },
  results: finishReport,
};

function finishPlan(copy: Row, _original: Row, { rename, shortId, guid, tubeLabel }: Copying): void {
  changeTexts(copy, ['planName', 'planDisplayedName', 'expName', 'runname'], rename);
  changeTexts(copy, ['sampleTubeLabel'], tubeLabel);
  changeTexts(copy, ['planShortID'], () => shortId);
  changeTexts(copy, ['planGUID'], () => guid);
}

function finishRun(copy: Row, original: Row, { rename, chipBarcode }: Copying): void {
  changeTexts(copy, ['expName', 'expDir', 'displayName', 'unique'], rename);
  changeTexts(copy, ['chipBarcode'], chipBarcode);
  const log = copy['log'];
  if (isObject(log)) copy['log'] = renameIn(log, rename);
  // The database wants this one to be unlike all others, whatever the run is called.
  if (copy['unique'] === original['unique'])
    copy['unique'] = `${textIn(copy, 'unique')}_${String(copy['id'])}`;
}

function renameIn(log: Row, rename: (text: string) => string): Row {
  const renamed = { ...log };
  changeTexts(renamed, Object.keys(renamed), rename);
  return renamed;
}

function finishReport(copy: Row, original: Row, { rename, runId, reports }: Copying): void {
  changeTexts(copy, ['resultsName', 'reportLink', 'log'], rename);
  changeTexts(copy, ['reportLink', 'log'], (path) =>
    path.replace(`_${padded(original['id'])}/`, `_${padded(copy['id'])}/`),
  );
  changeTexts(copy, ['runid'], runId);
  changeTexts(copy, ['parentIDs'], (ids) =>
    ids.replace(/\d+/g, (id) => String(reports.get(Number(id)) ?? id)),
  );
}

/** The folder of a report ends with its number, of three digits at least. */
function padded(number: unknown): string {
  return String(number).padStart(3, '0');
}

/** Changes columns that hold text; everything else stays as it stands. */
function changeTexts(row: Row, columns: readonly string[], change: (text: string) => string): void {
  for (const column of columns) {
    const value = row[column];
    if (typeof value === 'string' && value !== '') row[column] = change(value);
  }
}
