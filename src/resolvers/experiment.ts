import type { AnyRow, ExperimentRow, Placed } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import { readInstant, readInteger } from '../rundb/values.js';
import { chipOf } from './chip.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink, loadRelated } from './relations.js';
import { acquisitionState } from './states.js';

const { wire, from, byKey, view } = readings<ExperimentRow>();

const reports: Relation = { entity: 'Report', resource: resources.results, by: 'experiment' };
const completedReports: Relation = {
  ...reports,
  parameters: [
    ['status', 'Completed'],
    ['isThumbnail', 'no'],
  ],
};

/** rundb's own order: the representative report first, then the newest. docs/rundb.md, "compositeexperiment" */
function byRank(one: AnyRow, other: AnyRow): number {
  return rank(other) - rank(one) || timeOf(other) - timeOf(one) || Number(other['id']) - Number(one['id']);
}
const rank = (report: AnyRow) => (report['representative'] === true ? 1 : 0);
const timeOf = (report: AnyRow) => readInstant(report['timeStamp'])?.getTime() ?? 0;

async function reportsOf(row: Placed, info: Parameters<typeof loadRelated>[2]): Promise<AnyRow[]> {
  return (await loadRelated(row, reports, info, 'results')).toSorted(byRank);
}

export const Experiment: CompleteResolvers<'Experiment'> = {
  ...nodeFields,
  name: wire('expName'),
  instrumentName: wire('pgmName'),
  isStarred: wire('star'),
  chip: from(['chipType'], (row) => chipOf(row, row.chipType)),
  acquisition: view(),
  plan: from(['plan'], (row, _args: unknown, _context, info) => loadLink(row, 'Plan', 'plan', info)),
  reports: byKey((row, _args: unknown, _context, info) => reportsOf(row, info), ['repResult']),
  representativeReport: byKey(
    async (row, _args: unknown, _context, info) => {
      const [first] = await reportsOf(row, info);
      return first && rank(first) === 1 ? first : null;
    },
    ['repResult'],
  ),
  latestCompletedReport: byKey(async (row, _args: unknown, _context, info) => {
    const completed = await loadRelated(row, completedReports, info);
    return completed.toSorted((one, other) => timeOf(other) - timeOf(one))[0] ?? null;
  }),
};

export const Acquisition: CompleteResolvers<'Acquisition'> = {
  raw: from(['ftpStatus'], ({ ftpStatus }) => ftpStatus ?? ''),
  state: from(['ftpStatus'], ({ ftpStatus }) => acquisitionState(ftpStatus ?? '')),
  flowsDone: from(['ftpStatus', 'flows'], (row) => flowsDone(row)),
  percent: from(['ftpStatus', 'flows'], (row) => {
    const total = readInteger(row.flows);
    const done = flowsDone(row);
    return total && done !== null ? Math.min(100, (100 * done) / total) : null;
  }),
};

/** Transferred flows: a count while the run goes on, all of them once it is complete. docs/rundb.md, "Statuses" */
function flowsDone({ ftpStatus, flows }: ExperimentRow): number | null {
  if (acquisitionState(ftpStatus ?? '') === 'COMPLETE') return readInteger(flows) ?? null;
  return readInteger(ftpStatus) ?? null;
}

/** A run has a folder and is no stand-in; a plan that waits for its run owns a row as well. docs/rundb.md, "experiment" */
export function isRun(
  row: Pick<ExperimentRow, 'status' | 'expName'> & { readonly expDir?: unknown },
): boolean {
  return row.status !== 'planned' && row.expName !== 'NONE_ReportOnly_NONE' && row.expDir !== '';
}
