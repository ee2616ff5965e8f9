import type { ExperimentRow, Placed, ReportRow } from '../loaders/rows.js';
import { lightestSource } from '../loaders/projection.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import { readInstant } from '../rundb/values.js';
import { barcodeSetOf } from './barcode.js';
import { barcodedSamplesOf } from './barcoded-sample.js';
import { chipOf } from './chip.js';
import { nameOrNull } from './name-or-null.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { namedRow } from './reference-data.js';
import { loadLinks, loadRelated } from './relations.js';
import { needsOf } from './selection.js';

const { wire, from, byKey, view } = readings<ExperimentRow>();

const reports: Relation<'Report'> = { entity: 'Report', resource: resources.results, by: 'experiment' };
const settings: Relation<'AnalysisSettings'> = {
  entity: 'AnalysisSettings',
  resource: resources.experimentanalysissettings,
  by: 'experiment',
};
const completedReports: Relation<'Report'> = {
  ...reports,
  parameters: [
    ['status', 'Completed'],
    ['isThumbnail', 'no'],
  ],
};

const allReports = { relation: () => reports, embeddedAs: 'results' };

/** A run has one plan, which names its run: so it can be asked for by the run's key. docs/rundb.md, "Relations and batches" */
export function planOf(needs: ReadonlySet<string>): Relation<'Plan'> {
  const source = lightestSource('Plan', needs);
  return { entity: 'Plan', resource: source?.resource ?? resources.plannedexperiment, by: 'experiment' };
}

/** rundb's own order: the representative report first, then the newest. docs/rundb.md, "compositeexperiment" */
function byRank(one: ReportRow, other: ReportRow): number {
  return rank(other) - rank(one) || timeOf(other) - timeOf(one) || Number(other.id) - Number(one.id);
}
const rank = (report: ReportRow) => (report.representative === true ? 1 : 0);
const timeOf = (report: ReportRow) => readInstant(report.timeStamp)?.getTime() ?? 0;

async function reportsOf(row: Placed, info: Parameters<typeof loadRelated>[2]): Promise<ReportRow[]> {
  return (await loadRelated(row, reports, info, 'results')).toSorted(byRank);
}

export const Experiment: CompleteResolvers<'Experiment'> = {
  ...nodeFields,
  name: wire('expName'),
  instrumentName: wire('pgmName'),
  isStarred: wire('star'),
  chip: from(['chipType'], (row) => chipOf(row, row.chipType)),
  acquisition: view(),
  chef: view(),
  thermal: view(),
  runType: wire('runtype'),
  reference: from(['library'], ({ library }) => nameOrNull(library)),
  barcodeKit: from(['barcodeId'], ({ barcodeId }) => nameOrNull(barcodeId)),
  barcodedSamples: from(['barcodedSamples'], ({ barcodedSamples }) => barcodedSamplesOf(barcodedSamples)),
  sequencingKit: wire('sequencekitname'),
  sequencingKitBarcode: wire('sequencekitbarcode'),
  rawDataStyle: wire('rawdatastyle'),
  diskUsage: wire('diskusage'),
  referenceGenome: from(['library'], (row) => namedRow(row, 'ReferenceGenome', 'short_name', row.library)),
  application: from(['runtype'], (row) => namedRow(row, 'RunType', 'runType', row.runtype)),
  barcodeSet: from(['barcodeId'], (row) => barcodeSetOf(row, row.barcodeId)),
  rig: from(['pgmName'], (row) => namedRow(row, 'Rig', 'name', row.pgmName)),
  samples: from(['samples'], (row, _args: unknown, _context, info) =>
    loadLinks(row, 'Sample', 'samples', info),
  ),
  analysisSettings: byKey(
    async (row, _args: unknown, _context, info) => {
      const versions = await loadRelated(row, settings, info);
      return versions.toSorted((one, other) => Number(other.id) - Number(one.id));
    },
    [],
    { relation: () => settings },
  ),
  plan: byKey(
    async (row, _args: unknown, _context, info) => {
      if (row.plan === null) return null;
      const [plan] = await loadRelated(row, planOf(needsOf(info)), info, 'plan');
      return plan ?? null;
    },
    ['plan'],
    { relation: planOf, embeddedAs: 'plan' },
  ),
  reports: byKey((row, _args: unknown, _context, info) => reportsOf(row, info), ['repResult'], allReports),
  representativeReport: byKey(
    async (row, _args: unknown, _context, info) => {
      const [first] = await reportsOf(row, info);
      return first && rank(first) === 1 ? first : null;
    },
    ['repResult'],
    allReports,
  ),
  latestCompletedReport: byKey(
    async (row, _args: unknown, _context, info) => {
      const completed = await loadRelated(row, completedReports, info);
      return completed.toSorted((one, other) => timeOf(other) - timeOf(one))[0] ?? null;
    },
    [],
    { relation: () => completedReports },
  ),
};

/** A run has a folder and is no stand-in; a plan that waits for its run owns a row as well. docs/rundb.md, "experiment" */
export function isRun(row: Placed & Partial<Pick<ExperimentRow, 'status' | 'expName' | 'expDir'>>): boolean {
  const { status, expName, expDir } = row;
  return status !== 'planned' && expName !== 'NONE_ReportOnly_NONE' && expDir !== '';
}
