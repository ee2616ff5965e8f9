import type { ComputedFields } from './computed.js';
import {
  barcodedSamples,
  barcodeSet,
  children,
  chip,
  itself,
  links,
  name,
  named,
  newestFirst,
} from './follow.js';
import type { LabData, LabRow } from './lab-data.js';
import { printed, showAs } from './printed-values.js';
import { isThumbnail } from './special-filters.js';
import { foldAcquisition } from './states.js';

/** A run has a folder, is no plan that waits, and not the stand-in for reports without a run. */
export function isRun({ stored }: LabRow): boolean {
  return (
    stored['status'] !== 'planned' && stored['expDir'] !== '' && stored['expName'] !== 'NONE_ReportOnly_NONE'
  );
}

const timeOf = (report: LabRow): number =>
  Date.parse(String(showAs('DateTime', printed(report, 'timeStamp'))));
const rankOf = (report: LabRow): number => Number(printed(report, 'representative') === true);

/** The representative report first, then the newest. */
function reportsOf(row: LabRow, lab: LabData): LabRow[] {
  const reports = children('Report', 'experiment')(row, lab);
  return reports.toSorted((a, b) => rankOf(b) - rankOf(a) || timeOf(b) - timeOf(a));
}

function representative(row: LabRow, lab: LabData): LabRow | null {
  const first = reportsOf(row, lab)[0];
  return first !== undefined && rankOf(first) === 1 ? first : null;
}

function latestCompleted(row: LabRow, lab: LabData): LabRow | null {
  const done = children('Report', 'experiment')(row, lab).filter(
    (report) => printed(report, 'status') === 'Completed' && !isThumbnail(report),
  );
  return done.toSorted((a, b) => timeOf(b) - timeOf(a))[0] ?? null;
}

function flowsDone(row: LabRow): number | null {
  const state = foldAcquisition(printed(row, 'ftpStatus'));
  if (state === 'IN_PROGRESS') return Number(printed(row, 'ftpStatus'));
  return state === 'COMPLETE' ? Number(printed(row, 'flows')) : null;
}

function percent(row: LabRow): number | null {
  const state = foldAcquisition(printed(row, 'ftpStatus'));
  if (state === 'NOT_STARTED') return 0;
  if (state === 'COMPLETE') return 100;
  const [done, all] = [flowsDone(row), Number(printed(row, 'flows'))];
  return done !== null && all > 0 ? Math.min(100, (100 * done) / all) : null;
}

export const RUN_FIELDS: ComputedFields = {
  Acquisition: {
    raw: (row) => printed(row, 'ftpStatus') ?? '',
    state: (row) => foldAcquisition(printed(row, 'ftpStatus')),
    flowsDone,
    percent,
  },
  Experiment: {
    acquisition: itself,
    chef: itself,
    thermal: itself,
    chip,
    reference: name('library'),
    barcodeKit: name('barcodeId'),
    barcodedSamples,
    barcodeSet: barcodeSet('barcodeId'),
    referenceGenome: named('library', 'ReferenceGenome', 'short_name'),
    application: named('runtype', 'RunType', 'runType'),
    rig: named('pgmName', 'Rig', 'name'),
    samples: links('samples', 'Sample'),
    analysisSettings: children('AnalysisSettings', 'experiment'),
    plan: ({ stored }, lab) => newestFirst(lab.find('Plan', 'id', stored['plan']))[0] ?? null,
    reports: reportsOf,
    representativeReport: representative,
    latestCompletedReport: latestCompleted,
  },
};
