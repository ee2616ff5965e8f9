import type { ExperimentRow } from '../loaders/rows.js';
import { readInteger } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { readings } from './readings.js';
import { acquisitionState } from './states.js';

const { from } = readings<ExperimentRow>();

export const Acquisition: CompleteResolvers<'Acquisition'> = {
  raw: from(['ftpStatus'], ({ ftpStatus }) => ftpStatus ?? ''),
  state: from(['ftpStatus'], ({ ftpStatus }) => acquisitionState(ftpStatus ?? '')),
  flowsDone: from(['ftpStatus', 'flows'], (row) => flowsDone(row)),
  percent: from(['ftpStatus', 'flows'], (row) => percent(row)),
};

/** Transferred flows: a count while the run goes on, all of them once it is complete. docs/rundb.md, "Statuses" */
function flowsDone({ ftpStatus, flows }: ExperimentRow): number | null {
  const state = acquisitionState(ftpStatus ?? '');
  if (state === 'COMPLETE') return readInteger(flows) ?? null;
  return state === 'IN_PROGRESS' ? (readInteger(ftpStatus) ?? null) : null;
}

function percent(row: ExperimentRow): number | null {
  const state = acquisitionState(row.ftpStatus ?? '');
  if (state === 'NOT_STARTED') return 0;
  if (state === 'COMPLETE') return 100;
  const [done, all] = [flowsDone(row), readInteger(row.flows)];
  return done !== null && all !== undefined && all > 0 ? Math.min(100, (100 * done) / all) : null;
}
