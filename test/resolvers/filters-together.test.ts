import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * What the vendor's own list of runs filters by, alone and together, read with little and with much of each run: the
 * rows and their order depend on the filter alone, whichever resources a selection takes.
 */
let gateway: TestGateway;
let runs: readonly Run[] = [];
/** Reports that each plugin has results on. */
const reportsWith = new Map<string, Set<number>>();
beforeAll(async () => {
  gateway = await startGateway();
});
beforeAll(async () => {
  const { all } = await gateway.data(`{ all: experiments(first: 500) { nodes { ${told} } } }`);
  runs = all.nodes;
});
beforeAll(async () => {
  const { results } = await gateway.data(
    '{ results: pluginResults(first: 5000) { nodes { pluginName report { rundbId } } } }',
  );
  for (const { pluginName, report } of results.nodes) {
    reportsWith.set(pluginName, (reportsWith.get(pluginName) ?? new Set()).add(report.rundbId));
  }
});
afterAll(() => gateway.close());

interface Run {
  readonly rundbId: number;
  readonly name: string;
  readonly notes: string | null;
  readonly date: string;
  readonly isStarred: boolean;
  readonly chipType: string;
  readonly chipBarcode: string;
  readonly instrumentName: string;
  readonly platform: string;
  readonly reference: string | null;
  readonly plan: { shortId: string; sampleTubeLabel: string | null } | null;
  readonly samples: readonly { name: string }[];
  readonly reports: readonly {
    rundbId: number;
    name: string;
    state: string;
    isThumbnail: boolean;
    projects: readonly { name: string }[];
    analysisSettings: { reference: string | null } | null;
  }[];
}
const told = `rundbId name notes date isStarred chipType chipBarcode instrumentName platform reference
  plan { shortId sampleTubeLabel } samples { name }
  reports { rundbId name state isThumbnail projects { name } analysisSettings { reference } }`;

/** What each resource prints alone, and what takes both. */
const selections = [
  '',
  'chipType',
  'chipBarcode',
  'reports { name }',
  'barcodedSamples { name } chipBarcode',
];

const inProject = (run: Run, name: string) =>
  run.reports.some(({ projects }) => projects.some((project) => project.name === name));
const hasPlugin = (run: Run, plugin: string) =>
  run.reports.some(({ rundbId }) => reportsWith.get(plugin)?.has(rundbId) === true);
const isFound = (run: Run, token: string) =>
  [run.name, run.notes ?? '', ...run.reports.map(({ name }) => name)].some((text) =>
    text.toLowerCase().includes(token.toLowerCase()),
  ) || [run.plan?.sampleTubeLabel, run.plan?.shortId, run.chipBarcode].includes(token);

type Case = readonly [args: string, isWanted: (run: Run) => boolean];

const alone: readonly Case[] = [
  ['search: "BRCA"', (run) => isFound(run, 'BRCA')],
  ['filter: { state: FAILED }', ({ reports }) => reports.some(({ state }) => state === 'FAILED')],
  ['filter: { project: ["Training"] }', (run) => inProject(run, 'Training')],
  ['filter: { plugin: ["variantCaller"] }', (run) => hasPlugin(run, 'variantCaller')],
  [
    'filter: { date: { gte: "2023-06-01T00:00:00Z", lt: "2024-06-01T00:00:00Z" } }',
    ({ date }) => date >= '2023-06-01' && date < '2024-06-01',
  ],
  ['filter: { chipType: { in: ["540", "520"] } }', ({ chipType }) => ['540', '520'].includes(chipType)],
  ['filter: { instrumentName: { eq: "PGM-42" } }', ({ instrumentName }) => instrumentName === 'PGM-42'],
  ['filter: { isStarred: { eq: true } }', ({ isStarred }) => isStarred],
  [
    'filter: { reports: { analysisSettings: { reference: { eq: "hg19" } } } }',
    ({ reports }) => reports.some((report) => report.analysisSettings?.reference === 'hg19'),
  ],
  [
    'filter: { reports: { isThumbnail: true } }',
    ({ reports }) => reports.some(({ isThumbnail }) => isThumbnail),
  ],
];

const together: readonly Case[] = [
  [
    'search: "a", filter: { chipBarcode: { contains: "1" } }',
    (run) => isFound(run, 'a') && run.chipBarcode.includes('1'),
  ],
  [
    'filter: { project: ["Training"], chipBarcode: { contains: "1" } }',
    (run) => inProject(run, 'Training') && run.chipBarcode.includes('1'),
  ],
  [
    'filter: { plugin: ["variantCaller"], samples: { name: { contains: "1" } } }',
    (run) => hasPlugin(run, 'variantCaller') && run.samples.some(({ name }) => name.includes('1')),
  ],
  [
    'filter: { state: COMPLETED, project: ["Training"] }',
    ({ reports }) =>
      reports.some(
        ({ state, projects }) => state === 'COMPLETED' && projects.some(({ name }) => name === 'Training'),
      ),
  ],
  [
    'filter: { plugin: ["coverageAnalysis"], isStarred: { eq: true }, chipType: { ne: "520" } }',
    (run) => hasPlugin(run, 'coverageAnalysis') && run.isStarred && run.chipType !== '520',
  ],
  [
    'search: "a", filter: { plan: { runType: { ne: "x" } }, platform: { eq: "S5" } }',
    (run) => isFound(run, 'a') && run.plan !== null && run.platform === 'S5',
  ],
  [
    'filter: { reports: { name: { eq: "Reanalyze" }, isThumbnail: false }, chipBarcode: { ne: "x" } }',
    ({ reports }) => reports.some(({ name, isThumbnail }) => name === 'Reanalyze' && !isThumbnail),
  ],
];

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { rundbId: number }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
const ids = ({ nodes }: Page) => nodes.map(({ rundbId }) => rundbId);

async function read(args: string, selection: string, variables = {}): Promise<Page> {
  const { page } = await gateway.data(
    `query ($after: String) { page: experiments(${args}, after: $after) {
       totalCount nodes { rundbId ${selection} } pageInfo { hasNextPage endCursor } } }`,
    variables,
  );
  return page;
}

describe.each([...alone, ...together])('runs by %s', (args, isWanted) => {
  it('are the same whatever is selected', async () => {
    const wanted = runs.filter(isWanted).map(({ rundbId }) => rundbId);
    expect(wanted.length).toBeGreaterThan(0);
    for (const selection of selections) {
      const page = await read(`${args}, first: 500`, selection);
      expect(ids(page)).toEqual(wanted);
      expect(page.totalCount).toBe(wanted.length);
    }
  });
});

it.each(together)('pages and another order of runs by %s', async (args, isWanted) => {
  const orderBy = 'orderBy: [{ field: CHIP_TYPE }, { field: NAME, direction: DESC }]';
  const { nodes } = await read(`${orderBy}, first: 500`, '');
  const inOrder = nodes.map(({ rundbId }) => runs.find((run) => run.rundbId === rundbId));
  const wanted = inOrder.flatMap((run) => (run && isWanted(run) ? [run.rundbId] : []));
  const size = Math.ceil(wanted.length / 3);
  const seen: number[] = [];
  let after: string | null = null;
  do {
    const page: Page = await read(`${args}, ${orderBy}, first: ${size}`, 'chipBarcode', { after });
    expect(page.totalCount).toBe(wanted.length);
    seen.push(...ids(page));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && seen.length <= wanted.length);
  expect(seen).toEqual(wanted);
});

it('filters that two resources know take a count each, the keys of the smaller, and the page', async () => {
  await read('search: "BRCA", filter: { chipBarcode: { contains: "1" } }, first: 5', 'chipBarcode');
  const paths = gateway.requests().map(({ path }) => path);
  expect(paths).toHaveLength(4);
  expect(paths.filter((path) => path.includes('all_text') && path.includes('chipBarcode'))).toEqual([]);
});

it('what lists below many rows have in common is found once', async () => {
  const filter =
    '{ analysisSettings: { experiment: { plugin: ["FileExporter", "FilterDuplicates"] } }, state: OTHER }';
  const data = await gateway.data(
    `{ samples(first: 30) { nodes { experiments(filter: ${filter}) { totalCount } } } }`,
  );
  expect(data.samples.nodes).toHaveLength(30);
  const asked = gateway.requests().map(({ path }) => path);
  expect(asked.filter((path) => path.includes('plugins__name__in')).length).toBeLessThan(5);
  // The list of samples, what the lists have in common, and two for each list.
  expect(asked.length).toBeLessThanOrEqual(1 + 5 + 2 * 30);
});

describe('filters of related rows that only their own list knows', () => {
  it.each<[string, (run: Run) => boolean]>([
    ['{ experiment: { state: FAILED } }', ({ reports }) => reports.some(({ state }) => state === 'FAILED')],
    ['{ experiment: { project: ["Training"] } }', (run) => inProject(run, 'Training')],
    [
      '{ experiment: { plugin: ["variantCaller"], chipType: { eq: "540" } } }',
      (run) => hasPlugin(run, 'variantCaller') && run.chipType === '540',
    ],
  ])('reports by %s', async (filter, isWanted) => {
    const wanted = runs.filter(isWanted).flatMap(({ reports }) => reports.map(({ name }) => name));
    const { page } = await gateway.data(
      `{ page: reports(first: 500, filter: ${filter}) { totalCount nodes { name } } }`,
    );
    expect(page.nodes.map(({ name }: { name: string }) => name).toSorted()).toEqual(wanted.toSorted());
    expect(page.totalCount).toBe(wanted.length);
  });

  it('metrics of thumbnails', async () => {
    const { all, page } = await gateway.data(`{
      all: libMetricsList(first: 500) { nodes { rundbId report { isThumbnail } } }
      page: libMetricsList(first: 500, filter: { report: { isThumbnail: true } }) { nodes { rundbId } }
    }`);
    type Metrics = { rundbId: number; report: { isThumbnail: boolean } };
    const wanted = all.nodes.filter(({ report }: Metrics) => report.isThumbnail);
    expect(wanted.length).toBeGreaterThan(0);
    expect(ids(page)).toEqual(wanted.map(({ rundbId }: Metrics) => rundbId));
  });
});

it('related runs are runs: a plan that waits for its run is found by its own columns only', async () => {
  const { own, ofRun } = await gateway.data(`{
    own: plans(filter: { isExecuted: { eq: false }, chipType: { ne: "x" } }) { totalCount }
    ofRun: plans(filter: { isExecuted: { eq: false }, experiment: { chipType: { ne: "x" } } }) { totalCount }
  }`);
  expect(own.totalCount).toBeGreaterThan(0);
  expect(ofRun.totalCount).toBe(0);
});
