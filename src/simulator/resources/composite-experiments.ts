import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { lastValue } from '../query/page.js';
import { displayCategories } from './applications.js';
import { findChip } from './chips.js';
import { isListedRun, narrowRuns } from './composite-filters.js';
import { referencesOf } from './composite-results.js';
import type { Reading, ResourceDeclaration } from './declaration.js';
import { computed, objectIn, printColumn, textIn, toOne } from './fields.js';
import { isReportState, stateOf } from './report-status.js';
import { displayName } from './runs.js';

const MODEL = 'experiment';

/** Runs with their reports, as the Data page shows them. docs/rundb.md, "compositeexperiment" */
export const COMPOSITE_EXPERIMENT_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'compositeexperiment',
    model: MODEL,
    // The server finds the mesh's resource of the same name first when it makes a link.
    prefix: '/rundb/api/mesh/v1',
    listed: isListedRun,
    distinct: true,
    order: ['-resultDate'],
    fields: {
      displayName: computed(displayName, 'displayName'),
      plan: { attribute: 'plan', resource: 'compositeplannedexperiment', read: embedPlan },
      repResult: toOne('repResult', 'compositeresult'),
      results: { attribute: 'results_set', resource: 'compositeresult', read: embedResults },
    },
    complete: completeRun,
    manner: ({ database, parameters, together }) =>
      `${lastValue(parameters, 'result_status') ?? ''} ${holdOneReport(together, database)}`,
    narrow: narrowRuns,
  },
  {
    name: 'compositeplannedexperiment',
    model: 'plannedexperiment',
    unregistered: { fields: 'id resource_uri runType sampleTubeLabel', filterable: true },
  },
];

function embedPlan(row: Row, { database, embed }: Reading): unknown {
  const plan = database.one(MODEL, row, 'plan');
  return plan === undefined ? null : embed('compositeplannedexperiment', plan);
}

/** The representative report first, then the newest; with `result_status` only reports in that state. */
function embedResults(row: Row, reading: Reading): unknown {
  const { database, parameters } = reading;
  const state = lastValue(parameters, 'result_status') ?? '';
  const reports = sortReports(database.many(MODEL, row, 'results_set'));
  const shown = isReportState(state)
    ? reports.filter((report) => stateOf(textIn(report, 'status')) === state)
    : reports;
  return shown.map((report) => embedResult(report, reading));
}

function embedResult(report: Row, { database, together, embed }: Reading): object {
  const find = holdOneReport(together, database) ? 'many' : 'manyAsLinked';
  const projects = database[find]('results', report, 'projects');
  return {
    ...embed('compositeresult', report),
    projects: projects.map((project) => embed('compositeprojects', project)),
    status_display: stateOf(textIn(report, 'status')) ?? '',
  };
}

/**
 * PostgreSQL finds the projects of several reports in the order in which they were linked, those of a single report in
 * the order of their own table.
 */
function holdOneReport(runs: readonly Row[], database: Database): boolean {
  let count = 0;
  for (const run of runs) {
    count += database.many(MODEL, run, 'results_set').length;
    if (count > 1) return false;
  }
  return true;
}

function sortReports(reports: readonly Row[]): readonly Row[] {
  return [...reports].sort(
    (a, b) =>
      Number(b['representative'] === true) - Number(a['representative'] === true) ||
      (textIn(a, 'timeStamp') < textIn(b, 'timeStamp') ? 1 : -1),
  );
}

function completeRun(object: Record<string, unknown>, row: Row, { database }: Reading): void {
  const plan = database.one(MODEL, row, 'plan');
  const code = textIn(row, 'chipType');
  const chip = findChip(code, database);
  object['applicationCategoryDisplayedName'] = describeApplication(plan, database);
  object['chipDescription'] = chip === undefined ? code : textIn(chip, 'description');
  object['chipInstrumentType'] = textIn(chip, 'instrumentType');
  object['keep'] = row['storage_options'] === 'KI';
  object['sampleSetName'] = plan === undefined ? '' : setNames(plan, database);
  addSampleNames(object, database.manyAsLinked(MODEL, row, 'samples'));
  addSettings(object, row, plan, database);
}

function describeApplication(plan: Row | undefined, database: Database): string {
  const runType = database.table('runtype').find('runType', plan?.['runType'])[0];
  return [displayCategories(textIn(plan, 'categories'), database), textIn(runType, 'description')]
    .filter((text) => text !== '')
    .join(' | ');
}

export function setNames(plan: Row, database: Database): string {
  const sets = database.many('plannedexperiment', plan, 'sampleSets');
  return sets.map((set) => textIn(set, 'displayedName')).join(',');
}

function addSampleNames(object: Record<string, unknown>, samples: readonly Row[]): void {
  const several = samples.length > 1 ? `${samples.length} Samples ...` : undefined;
  object['sample'] = several ?? textIn(samples[0], 'name');
  object['sampleDisplayedName'] = several ?? textIn(samples[0], 'displayedName');
}

/** Left out when the run has neither a plan with settings nor a report. */
function addSettings(
  object: Record<string, unknown>,
  row: Row,
  plan: Row | undefined,
  database: Database,
): void {
  const report = sortReports(database.many(MODEL, row, 'results_set'))[0];
  const settings =
    (plan && database.one('plannedexperiment', plan, 'latestEAS')) ??
    (report && database.one('results', report, 'eas'));
  if (settings === undefined) return;
  object['barcodeId'] = printColumn('text', settings['barcodeKitName']);
  object['barcodedSamples'] = objectIn(settings, 'barcodedSamples');
  object['library'] = printColumn('text', settings['reference']);
  object['references'] = referencesOf(settings).join(', ');
}
