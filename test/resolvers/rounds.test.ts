import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { roundsOf } from '../support/rounds.js';

/* What is asked side by side: a delay on every request makes plain which waited for which. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.data('{ chips { totalCount } }');
  gateway.simulator.setWeather({ delay: 80 });
});
afterAll(() => gateway.close());

it.each([
  [
    'one report with all its metrics and plugin states',
    5,
    1,
    `{ report(id: 3) { name libMetrics { totalNumReads } analysisMetrics { libFinal } qualityMetrics { q20Bases }
       tfMetrics { name } pluginStates { pluginName status } } }`,
  ],
  [
    '100 reports with metrics, run and plan name',
    4,
    2,
    '{ reports(first: 100) { nodes { name libMetrics { totalNumReads } experiment { displayName plan { name } } } } }',
  ],
  ['a run by id with its reports', 1, 1, '{ experiment(id: 134) { displayName reports { name } } }'],
  [
    'a run by id with its plan and settings',
    3,
    1,
    '{ experiment(id: 134) { log plan { name } analysisSettings { reference } } }',
  ],
  [
    'a run by global id with its plan',
    2,
    1,
    `{ node(id: "${Buffer.from('Experiment:torrent-server:134').toString('base64url')}") { ... on Experiment { log plan { name } } } }`,
  ],
])('%s: %i requests in %i rounds', async (_operation, requests, rounds, query) => {
  await gateway.data(query);
  const log = gateway.requests();
  const paths = log.map(({ path }) => path);
  expect({ paths, requests: log.length, rounds: roundsOf(log) }).toEqual({ paths, requests, rounds });
});

it('children asked for before their row is there are not missed when it is not', async () => {
  const data = await gateway.data('{ report(id: 99999) { libMetrics { totalNumReads } } }');
  expect(data.report).toBeNull();
});
