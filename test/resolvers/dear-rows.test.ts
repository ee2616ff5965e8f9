import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * Rows of runs and of the full reports cost a Torrent Server tens of milliseconds each: their lists are read over the
 * free places, by what the answers have taken so far, and are the same lists.
 */
const runs =
  '{ experiments(first: 1000) { totalCount nodes { rundbId displayName reports { rundbId status } } } }';
const reports = '{ reports(first: 60) { nodes { rundbId bamLink experiment { rundbId log } } } }';
const chips = '{ chips(first: 1000) { nodes { rundbId } } }';

let split: TestGateway;
let plain: TestGateway;
beforeAll(async () => {
  split = await startGateway({ environment: { RUNDB_SPLIT_LISTS: 'on' } });
  plain = await startGateway({ running: split.simulator });
  split.simulator.setWeather({
    delay: { perRequest: 5, perRow: { compositeexperiment: 8, results: 8, experiment: 8, '*': 0 } },
  });
}, 30_000);
afterAll(async () => {
  await plain.close();
  await split.close();
});

it('lists of dear rows are read in several pages at once, and hold what they hold otherwise', async () => {
  const expected = await plain.data(runs);
  const pages = plain.requests().length;
  for (let count = 0; count < 2; count += 1) {
    expect(await split.data(runs)).toEqual(expected);
    const limits = split.requests().map(({ path }) => Number(/limit=(\d+)/.exec(path)?.[1]));
    expect(limits.length).toBeGreaterThanOrEqual(2 * pages);
    expect(Math.max(...limits)).toBeLessThan(100);
  }
}, 30_000);

it('so are rows by key, once it is seen what they cost', async () => {
  const expected = await plain.data(reports);
  const requests = plain.requests().length;
  for (let count = 0; count < 4; count += 1) expect(await split.data(reports)).toEqual(expected);
  const paths = split.requests().map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(requests);
  expect(paths.filter((path) => path.includes('/experiment/?id__in')).length).toBeGreaterThan(1);
}, 30_000);

it('lists of cheap rows stay whole', async () => {
  await split.data(chips);
  expect(split.requests()).toHaveLength(1);
});
