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
export function recentRuns(life: Life): readonly Row[] {
  const since = storeDate(new Date(life.now().getTime() - RECENT_DAYS * DAY));
  const { rows } = life.database.table('experiment');
  return rows.filter(
    (run) => run['status'] === 'run' && textIn(run, 'expDir') !== '' && textIn(run, 'date') >= since,
  );
}

/** The reports of those runs. */
export function recentReports(life: Life): readonly Row[] {
  return recentRuns(life).flatMap((run) => life.database.many('experiment', run, 'results_set'));
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
