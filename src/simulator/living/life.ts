import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { textIn } from '../resources/fields.js';
import { storeDate } from '../values/dates.js';
import type { Random } from '../writing/random.js';
import type { Store } from '../writing/store.js';

/** What everything that happens in a living lab needs. */
export interface Life {
  readonly database: Database;
  readonly store: Store;
  readonly random: Random;
  readonly now: () => Date;
  /** The runs of the last days, as the step found them. */
  readonly runs: readonly Row[];
  /** Tells what happened, in a few words. */
  readonly tell: (event: string) => void;
}

const DAY = 24 * 60 * 60 * 1000;
/** Runs that are older are left as they are, finished or not. */
const RECENT_DAYS = 7;

/** The lab's time as columns hold it. */
export function stampOf({ now }: Life): string {
  return storeDate(now());
}

/** Runs that a sequencer has started in the last days, oldest first. */
export function findRecentRuns(database: Database, now: Date): readonly Row[] {
  const since = storeDate(new Date(now.getTime() - RECENT_DAYS * DAY));
  return database
    .table('experiment')
    .rows.filter((run) => textIn(run, 'date') >= since && run['status'] === 'run' && run['expDir'] !== '');
}

/** The reports of recent runs. */
export function recentReports({ database, runs }: Life): readonly Row[] {
  return runs.flatMap((run) => database.many('experiment', run, 'results_set'));
}

/** The columns of a row without its key, to make another like it. */
export function likeRow(row: Row): Row {
  const { id: _id, ...columns } = row;
  return columns;
}

/** The settings of a run's plan, or, when it has none, the newest of the run. */
export function settingsOf({ database }: Life, run: Row): Row | undefined {
  const plan = database.one('experiment', run, 'plan');
  const chosen = plan && database.one('plannedexperiment', plan, 'latestEAS');
  return chosen ?? database.many('experiment', run, 'eas_set').at(-1);
}
