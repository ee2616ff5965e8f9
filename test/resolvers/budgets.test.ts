import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../../src/simulator/http/request-log.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { askInRounds, roundsOf } from '../support/rounds.js';

/*
 * What an operation may ask of the Torrent Server, and in how many rounds one after the other, counted in the server's
 * own log. Requests must not grow with rows: a lab ten times as large has the same numbers.
 *
 * Reference data counts as known. Rows that are dear for the server come in small pages side by side, which count as
 * one list.
 */
const metrics = `libMetrics { totalNumReads aveKeyCounts } analysisMetrics { libFinal loading }
  qualityMetrics { q20Bases } tfMetrics { name sequence }`;
const perBarcode = `coverageAnalysis { barcodes { barcode sampleName mappedReads baseCoverageUniformity } }
  variantCaller { barcodes { barcode sampleName } }`;
const withRun = 'name libMetrics { totalNumReads } experiment { displayName plan { name } }';

const operations: readonly (readonly [string, requests: number, rounds: number, query: string])[] = [
  ['all chips', 1, 1, '{ chips(first: 1000) { nodes { name description isActive } } }'],
  ['one chip by name', 1, 1, '{ chip(name: "540") { name slots } }'],
  ['a count alone', 1, 1, '{ experiments { totalCount } }'],
  [
    '20 newest runs with names and states of their reports',
    1,
    1,
    '{ experiments(first: 20) { nodes { displayName reports { name status } } } }',
  ],
  [
    'the same with the number of reads of each report',
    2,
    2,
    '{ experiments(first: 20) { nodes { displayName reports { name status libMetrics { totalNumReads } } } } }',
  ],
  ['100 reports with metrics, run and plan', 4, 2, `{ reports(first: 100) { nodes { ${withRun} } } }`],
  ['50 reports with metrics, run and plan', 4, 2, `{ reports(first: 50) { nodes { ${withRun} } } }`],
  [
    'one report with all its metrics and plugin states',
    5,
    1,
    `{ report(id: 3) { name ${metrics} pluginStates { pluginName status } } }`,
  ],
  ['the acceptance table of one report', 7, 2, `{ report(id: 3) { name status ${metrics} ${perBarcode} } }`],
  [
    'the acceptance table of 100 reports',
    7,
    3,
    `{ reports(first: 100) { nodes { name status ${metrics} ${perBarcode} } } }`,
  ],
  [
    '50 runs with reports, all metrics, plugin states, plan, chip, projects and samples',
    9,
    4,
    `{ experiments(first: 50) { nodes { displayName chip { name description } plan { name shortId }
       samples { name } reports { name status projects { name } ${metrics} pluginStates { pluginName status } } } } }`,
  ],
  [
    'a plan by short id in full',
    1,
    1,
    `{ plan(shortId: "4S6MP") { name state runType reference kits { templating library sequencing }
       barcodeKit barcodedSamples { name barcodes { barcode nucleotideType } } } }`,
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
  [
    'two reports by id and their projects',
    2,
    2,
    '{ a: report(id: 1) { name projects { name } } b: report(id: 3) { name projects { name } } }',
  ],
  [
    'reports of runs, some of which are asked for twice',
    2,
    3,
    '{ experiments(first: 30) { nodes { log reports { name } representativeReport { pluginStates { status } } } } }',
  ],
];

/** Short lists that others name rows of; they are read whole. */
const referenceList =
  /\/v1\/(applicationgroup|chip|floworder|kitinfo|referencegenome|runtype|samplegrouptype_cv)\/\?order_by=id&limit=1000$/;
const dearPage = /^(.*\?plugin=true&.*)&limit=\d+(&offset=\d+)?$/;

/** The paths that count, the pages of one dear list once. */
function countedOf(log: readonly LogEntry[]): string[] {
  const paths = log.map(({ path }) => path).filter((path) => !referenceList.test(path));
  return [...new Set(paths.map((path) => path.replace(dearPage, '$1')))];
}

let gateway: TestGateway;

async function openLab(scale: number): Promise<void> {
  gateway = await startGateway({ simulator: { scale } });
}

async function expectAtMost(requests: number, rounds: number, query: string, variables = {}): Promise<void> {
  const log = await askInRounds(gateway, query, variables);
  const paths = countedOf(log);
  expect(paths.length).toBeGreaterThan(0);
  const found = { requests: Math.max(paths.length, requests), rounds: Math.max(roundsOf(log), rounds) };
  expect({ paths, ...found }).toEqual({ paths, requests, rounds });
}

describe.each([1, 10])('in a lab of size %i', (scale) => {
  beforeAll(() => openLab(scale), 60_000);
  afterAll(() => gateway.close());

  it.each(operations)(
    '%s: at most %i requests in %i rounds',
    (_operation, requests, rounds, query) => expectAtMost(requests, rounds, query),
    30_000,
  );

  it.each([
    ['[{ field: ID }]', 1],
    ['[{ field: TIME_STAMP, direction: DESC }]', 2],
    ['[{ field: STATUS }]', 3],
    ['[{ field: STATUS, direction: DESC }, { field: IS_REPRESENTATIVE }]', 4],
  ])(
    'the next page by cursor, in the order %s: a request for each of %i legs, side by side',
    async (orderBy, legs) => {
      const list = (after: string) =>
        `{ reports(first: 10, ${after} orderBy: ${orderBy}) { nodes { name } pageInfo { endCursor } } }`;
      const { reports } = await gateway.data(list(''));
      await expectAtMost(legs, 1, list(`after: "${reports.pageInfo.endCursor}",`));
    },
  );

  it('a list names its limit, and stays on the allowed paths', async () => {
    await gateway.data(`{ reports(first: 100) { nodes { ${withRun} } } }`);
    for (const { path } of gateway.requests()) {
      expect(path).toMatch(/^\/rundb\/api\/v1\/[a-z]+\/\?/);
      expect(path).toMatch(/[?&]limit=\d+/);
    }
  });

  it('the lightest resource that shows the selection is asked', async () => {
    const pathOf = async (query: string) => {
      await gateway.data(query);
      return gateway.requests()[0]?.path;
    };
    expect(await pathOf('{ reports(first: 5) { nodes { name status } } }')).toContain('/projectresults/');
    expect(await pathOf('{ reports(first: 5) { nodes { name bamLink } } }')).toContain('/results/?order_by');
  });

  it('children asked for before their row is there are not missed when it is not', async () => {
    const data = await gateway.data('{ report(id: 99999) { libMetrics { totalNumReads } } }');
    expect(data.report).toBeNull();
  });
});

describe('in a lab of thousands of reports', () => {
  beforeAll(() => openLab(13), 60_000);
  afterAll(() => gateway.close());

  it('4,000 reports with libMetrics: 8 requests in 3 rounds', async () => {
    const query = '{ reports(first: 4000) { nodes { name libMetrics { totalNumReads } } } }';
    await expectAtMost(8, 3, query);
    // The length of the list is known now.
    await expectAtMost(8, 2, query);
    const { reports } = await gateway.data(query);
    expect(reports.nodes).toHaveLength(4_000);
    const measured = reports.nodes.filter(({ libMetrics }: { libMetrics: unknown }) => libMetrics !== null);
    expect(measured.length).toBeGreaterThan(3_000);
  }, 60_000);
});
