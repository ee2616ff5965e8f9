import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';

/*
 * What an operation may ask of the Torrent Server, counted in its own log. Requests must not grow with rows: where a
 * number stands here, the same operation over twice the rows has the same number.
 */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

async function requestsOf(query: string): Promise<readonly string[]> {
  await gateway.data(query);
  return gateway.requests().map(({ path }) => path);
}

const relations = (first: number) =>
  `{ reports(first: ${first}) { nodes { name libMetrics { totalNumReads } experiment { displayName plan { name } } } } }`;

it.each([
  ['all chips', 1, '{ chips(first: 1000) { nodes { name description isActive } } }'],
  ['one chip by name', 1, '{ chip(name: "540") { name slots } }'],
  ['a count alone', 1, '{ experiments { totalCount } }'],
  [
    'newest runs with their reports',
    1,
    '{ experiments(first: 20) { nodes { displayName reports { name status } } } }',
  ],
  [
    'the same with the number of reads of each report',
    2,
    '{ experiments(first: 20) { nodes { displayName reports { name libMetrics { totalNumReads } } } } }',
  ],
  ['100 reports with metrics, run and plan', 4, relations(100)],
  ['50 reports with metrics, run and plan', 4, relations(50)],
  [
    'one report with all its metrics and plugin states',
    5,
    `{ report(id: 3) { name libMetrics { totalNumReads } analysisMetrics { libFinal } qualityMetrics { q20Bases }
       tfMetrics { name } pluginStates { pluginName status } } }`,
  ],
  [
    'a plan by short id in full',
    1,
    `{ plan(shortId: "4S6MP") { name state runType reference kits { templating library sequencing }
       barcodeKit barcodedSamples { name barcodes { barcode nucleotideType } } } }`,
  ],
  [
    'two reports by id and their projects',
    2,
    '{ a: report(id: 1) { name projects { name } } b: report(id: 3) { name projects { name } } }',
  ],
])('%s: %i upstream requests', async (_operation, most, query) => {
  const paths = await requestsOf(query);
  expect(paths.length).toBeGreaterThan(0);
  expect({ paths, count: paths.length }).toEqual({ paths, count: most });
});

it('asks the lightest resource that shows the selection', async () => {
  const [plain] = await requestsOf('{ reports(first: 5) { nodes { name status } } }');
  expect(plain).toContain('/projectresults/');
  const [linked] = await requestsOf('{ reports(first: 5) { nodes { name bamLink } } }');
  expect(linked).toContain('/results/');
});

it('always names a limit, and never leaves the allowed paths', async () => {
  const paths = await requestsOf(relations(100));
  for (const path of paths) {
    expect(path).toMatch(/^\/rundb\/api\/v1\/[a-z]+\/\?/);
    expect(path).toMatch(/[?&]limit=\d+/);
  }
});
