import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { modelNamed } from '../database/model.js';
import { PIPELINE_ARGS } from '../models/pipeline-args.js';
import { lastValue } from '../query/page.js';
import { Refusal } from '../api.js';
import { displayCategories } from './applications.js';
import { setNames } from './composite-experiments.js';
import type { FieldDeclaration, Reading } from './declaration.js';
import { computed, objectIn, printColumn, textIn } from './fields.js';
import { findChip } from './chips.js';
import { firstSample } from './runs.js';

const PLAN = 'plannedexperiment';
const RUN_COLUMNS = 'autoAnalyze chipBarcode chipType flows flowsInOrder notes platform sequencekitname';
/** Copied from the template; printed although no schema tells of them. */
const TEMPERATURES = [
  'chipTecDfltAmbient',
  'chipTecMinThreshold',
  'chipTecSlope',
  'manTecDfltAmbient',
  'manTecMinThreshold',
  'manTecSlope',
];
const SETTINGS_COLUMNS =
  'barcodedSamples base_recalibration_mode endBarcodeKitName isDuplicateReads libraryKey ' +
  'mixedTypeRNA_hotSpotRegionBedFile mixedTypeRNA_reference mixedTypeRNA_targetRegionBedFile realign ' +
  'selectedPlugins sseBedFile tfKey';
const RENAMED_SETTINGS = {
  barcodeId: 'barcodeKitName',
  bedfile: 'targetRegionBedFile',
  forward3primeadapter: 'threePrimeAdapter',
  library: 'reference',
  librarykitname: 'libraryKitName',
  regionfile: 'hotSpotRegionBedFile',
};
const EMPTY =
  'libraryPrepType libraryPrepTypeDisplayedName reverse3primeadapter reverselibrarykey variantfrequency';

/** What a plan shows of its run and of the newest settings. docs/rundb.md, "plannedexperiment" */
export const PLAN_RUN_FIELDS: Readonly<Record<string, FieldDeclaration>> = {
  ...Object.fromEntries(RUN_COLUMNS.split(' ').map((name) => [name, computed(ofRun(name))])),
  ...Object.fromEntries(SETTINGS_COLUMNS.split(' ').map((name) => [name, computed(ofSettings(name))])),
  ...Object.fromEntries(
    Object.entries(RENAMED_SETTINGS).map(([name, column]) => [name, computed(ofSettings(column))]),
  ),
  ...Object.fromEntries(EMPTY.split(' ').map((name) => [name, computed(() => '')])),
  applicationCategoryDisplayedName: computed((row, { database }) =>
    displayCategories(textIn(row, 'categories'), database),
  ),
  applicationGroupDisplayedName: computed(ofRelated('applicationGroup', 'description')),
  chefInfo: computed((row, { database }) => chefInfo(runOf(row, database))),
  earlyDatFileDeletion: computed((row, { database }) => {
    const chip = findChip(textIn(runOf(row, database), 'chipType'), database);
    return textIn(chip, 'earlyDatFileDeletion') === '1';
  }),
  // The run's metadata are shown, the plan's own are searched.
  metaData: computed(ofRun('metaData'), 'metaData'),
  sample: computed(sampleColumn('name')),
  sampleDisplayedName: computed(sampleColumn('displayedName')),
  sampleGroupingName: computed(ofRelated('sampleGrouping', 'displayedName')),
  sampleSetDisplayedName: computed((row, { database }) => setNames(row, database)),
};

export function runOf(plan: Row, database: Database): Row | undefined {
  return database.one(PLAN, plan, 'experiment');
}

function ofRun(column: string) {
  return (row: Row, { database }: Reading): unknown => {
    const type = modelNamed(database.models, 'experiment').columns.get(column) ?? 'text';
    return printColumn(type, runOf(row, database)?.[column]);
  };
}

function ofSettings(column: string) {
  return (row: Row, reading: Reading): unknown => {
    const type =
      modelNamed(reading.database.models, 'experimentanalysissettings').columns.get(column) ?? 'text';
    return printColumn(type, settingsOf(row, reading)?.[column]);
  };
}

/** The newest settings; in a detail with `for_report` those that the report was made with. */
function settingsOf(plan: Row, { database, parameters, view }: Reading): Row | undefined {
  const report = view === 'detail' ? lastValue(parameters, 'for_report') : undefined;
  if (report === undefined) return database.one(PLAN, plan, 'latestEAS');
  const found = database.table('results').get(Number(report));
  if (found === undefined || found['experiment'] !== runOf(plan, database)?.['id']) {
    throw new Refusal(400, `Invalid report pk specified: ${report}`);
  }
  return database.one('results', found, 'eas');
}

function ofRelated(relation: string, column: string) {
  return (row: Row, { database }: Reading): string => textIn(database.one(PLAN, row, relation), column);
}

/** Barcoded plans name no single sample. */
function sampleColumn(column: string) {
  return (row: Row, reading: Reading): string => {
    const run = runOf(row, reading.database);
    const isBarcoded = Object.keys(objectIn(settingsOf(row, reading), 'barcodedSamples')).length > 0;
    return run === undefined || isBarcoded ? '' : textIn(firstSample(run, reading.database), column);
  };
}

/** The Ion Chef's record of a run, empty for runs without one. */
function chefInfo(run: Row | undefined): object {
  if (run === undefined || textIn(run, 'chefInstrumentName') === '') return {};
  const entries = Object.entries(run).filter(([column]) => column.startsWith('chef'));
  return Object.fromEntries(
    entries.map(([column, value]) => [
      column,
      printColumn(column.endsWith('Time') ? 'datetime' : 'text', value),
    ]),
  );
}

export function completePlan(object: Record<string, unknown>, row: Row, reading: Reading): void {
  const settings = settingsOf(row, reading);
  const run = runOf(row, reading.database);
  for (const name of TEMPERATURES) object[name] = run?.[name] ?? null;
  object['custom_args'] = settings?.['custom_args'] ?? false;
  for (const name of PIPELINE_ARGS) object[name] = settings?.[name] ?? '';
}
