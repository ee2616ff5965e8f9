import type { Soak, SoakOptions, SoakResult } from '../soak.js';
import type { Place } from './tables.js';
import { makeWalk, openTrial, randomOrder, resultOf, type Trial, tryWalk } from './try-walks.js';

const SCALE = 10;
const REPORTS_PAGE = 37;
const OF_REPORTS = 4;
const OF_EACH = 2;
const MOST_KEYS = 3;

async function tryReports(trial: Trial, place: Place): Promise<void> {
  const newestFirst = [{ field: 'TIME_STAMP', direction: 'DESC' }] as const;
  await tryWalk(trial, makeWalk(place, trial.dice, newestFirst, REPORTS_PAGE));
  for (let count = 1; count < OF_REPORTS; count += 1) {
    const order = randomOrder(place.connection, trial.dice, count);
    await tryWalk(trial, makeWalk(place, trial.dice, order, REPORTS_PAGE));
  }
}

/** A lab of this seed: all reports in small pages, and every other connection, in orders of one key and of several. */
async function tryLab(seed: number): Promise<Trial> {
  const trial = await openTrial(seed, SCALE);
  const { places, dice } = trial;
  try {
    for (const place of places) {
      if (place.connection.name === 'reports') await tryReports(trial, place);
      for (let count = 0; count < OF_EACH; count += 1) {
        const keys = 1 + dice.below(MOST_KEYS);
        await tryWalk(trial, makeWalk(place, dice, randomOrder(place.connection, dice, keys)));
      }
    }
  } finally {
    await trial.gateway.close();
  }
  return trial;
}

async function run({ seed, size }: SoakOptions): Promise<SoakResult> {
  const trials: Trial[] = [];
  for (let next = seed; next < seed + size; next += 1) trials.push(await tryLab(next));
  return resultOf(trials);
}

export const walksSoak: Soak = {
  about:
    'Cursor walks in labs ten times as large, each with a seed of its own, while rows come, go and change between the ' +
    'pages: all reports in pages of 37, and every connection of the schema in orders of one to three keys. Each row ' +
    'that is there all the time with the same order values comes once, in order.',
  size: 20,
  run,
};
