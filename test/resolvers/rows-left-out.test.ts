import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startGateway, type TestGateway } from '../support/gateway.js';

/** Rows that rundb fails to print: report 40 nowhere, reports 41 and 54 to 56 in `projectresults` only, run 150 nowhere. */
let odd: TestGateway;
/** The same lab without them. */
let sound: TestGateway;
beforeAll(async () => {
  [odd, sound] = await Promise.all([startGateway({ overlays: ['unprintable-rows'] }), startGateway()]);
});
afterAll(() => Promise.all([odd.close(), sound.close()]));

interface Numbered {
  readonly rundbId: number;
}

const told = ({ body }: Answer) =>
  (body.errors ?? []).map(({ message, path, extensions: { code, server, resource, status } }) => [
    path?.join('.'),
    message,
    { code, server, resource, status },
  ]);

const failure = (resource: string, status = 500) => ({
  code: 'UPSTREAM_ERROR',
  server: 'torrent-server',
  resource,
  status,
});

const leftOut = (list: string, place: number, resource: string, status?: number) => [
  list,
  `Row ${place} of this list is left out: The Torrent Server fails to print a row of ${resource}.`,
  failure(resource, status),
];

const unprinted = (path: string, key: number, resource: string) => [
  path,
  `The Torrent Server fails to print row ${key} of ${resource}.`,
  failure(resource),
];

/** What the odd lab answers, with the most requests it may take, beside what the sound lab answers. */
async function compare(query: string, most: number) {
  const answer = await odd.ask(query);
  const requests = odd.requests();
  expect(requests.length).toBeLessThanOrEqual(most);
  return { data: answer.body.data, errors: told(answer), requests, expected: await sound.data(query) };
}

const lessRow = ({ nodes }: { nodes: Numbered[] }, key: number) =>
  nodes.filter(({ rundbId }) => rundbId !== key);

describe('a list with a row that no resource prints', () => {
  it.each<[list: string, fields: string, key: number, place: number, resource: string, most: number]>([
    ['reports', '', 40, 40, 'projectresults', 21],
    ['reports', 'experiment { rundbId }', 40, 40, 'results', 90],
    ['pluginResults', 'pluginName', 799, 799, 'pluginresult', 26],
    ['runTypes', 'runType', 3, 3, 'runtype', 11],
    ['experiments', 'log', 150, 17, 'experiment', 40],
    ['experiments', 'barcodedSamples { name }', 150, 17, 'compositeexperiment', 45],
  ])('%s { %s }', async (list, fields, key, place, resource, most) => {
    const query = `{ ${list}(first: 1000, orderBy: { field: ID }) { totalCount nodes { rundbId ${fields} } } }`;
    const { data, errors, expected } = await compare(query, most);
    expect(data[list].totalCount).toBe(expected[list].totalCount);
    expect(data[list].nodes.map(({ rundbId }: Numbered) => rundbId)).toEqual(
      lessRow(expected[list], key).map(({ rundbId }) => rundbId),
    );
    expect(errors.filter(([path]) => path === list)).toEqual([leftOut(list, place, resource)]);
  });
});

describe('a row that another resource prints', () => {
  it('a run with a report without settings: runs and reports apart, in three requests', async () => {
    const query = `{ experiments(first: 8, filter: { id: { in: [155, 156, 157, 158] } }, orderBy: { field: ID }) {
      totalCount nodes { rundbId name reports { rundbId name } } } }`;
    const { data, errors, expected, requests } = await compare(query, 3);
    expect(data).toEqual(expected);
    expect(errors).toEqual([]);
    expect(requests.map(({ status }) => status)).toEqual([400, 200, 200]);
  });

  it('a plan with broken metadata: from the dearer resource, alone', async () => {
    const query = '{ plans(first: 1000, orderBy: { field: ID }) { totalCount nodes { rundbId name } } }';
    const { data, errors, expected, requests } = await compare(query, 21);
    expect(data).toEqual(expected);
    expect(errors).toEqual([]);
    expect(requests.filter(({ path }) => path.includes('/plannedexperiment/'))).toHaveLength(1);
  });

  it('a report without storage: all but what only the failing resource prints', async () => {
    const query = `{ reports(first: 5, filter: { id: { in: [41, 42, 43, 44, 45] } }, orderBy: { field: ID }) {
      nodes { rundbId name status experiment { rundbId } } } }`;
    const { data, errors, expected } = await compare(query, 12);
    const [bad, ...others] = expected.reports.nodes;
    expect(data.reports.nodes).toEqual([{ ...bad, experiment: null }, ...others]);
    expect(errors).toEqual([unprinted('reports.nodes.0.experiment', 41, 'results')]);
  });

  it('states of plugins, where the store of one report is broken', async () => {
    const query = `{ reports(first: 3, orderBy: { field: ID, direction: DESC }) { nodes { rundbId name pluginStates { pluginName state } } } }`;
    const { data, errors, expected } = await compare(query, 12);
    const [bad, ...others] = expected.reports.nodes;
    expect(data.reports.nodes).toEqual([{ ...bad, pluginStates: null }, ...others]);
    expect(errors).toEqual([unprinted('reports.nodes.0.pluginStates', 315, 'results')]);
  });
});

describe('relations', () => {
  it('finds a report that its run links, though the list of its reports fails', async () => {
    const query = `{ experiments(filter: { id: { in: [154, 155, 156] } }) {
      nodes { rundbId log reports { rundbId name } } } }`;
    const { data, errors, expected } = await compare(query, 16);
    expect(data).toEqual(expected);
    expect(errors).toEqual([]);
  });

  it('leaves a plugin result out of its report, and of no other', async () => {
    const query = `{ reports(first: 30, orderBy: { field: ID, direction: DESC }) { nodes { rundbId pluginResults { rundbId pluginName } } } }`;
    const { data, errors, expected } = await compare(query, 20);
    const [first, ...others] = expected.reports.nodes;
    const pluginResults = first.pluginResults.filter(({ rundbId }: Numbered) => rundbId !== 799);
    expect(pluginResults).toHaveLength(first.pluginResults.length - 1);
    expect(data.reports.nodes).toEqual([{ ...first, pluginResults }, ...others]);
    const message =
      'A row of this list is left out: The Torrent Server fails to print a row of pluginresult.';
    expect(errors).toEqual([['reports.nodes.0.pluginResults', message, failure('pluginresult')]]);
  });

  it('shows the other users, where one has no profile', async () => {
    const query =
      '{ projects(first: 100, orderBy: { field: ID }) { nodes { rundbId name creator { name } } } }';
    const { data, errors, expected } = await compare(query, 9);
    const nodes = expected.projects.nodes.map((node: Numbered) =>
      node.rundbId === 4 ? { ...node, creator: null } : node,
    );
    expect(data.projects.nodes).toEqual(nodes);
    const message = 'The Torrent Server fails to print row 9 of user.';
    expect(errors).toEqual([['projects.nodes.3.creator', message, failure('user', 400)]]);
  });
});

describe('a list that is found by key first', () => {
  it('says that rows may be missing, where a row that it is found by fails', async () => {
    const query = `{ reports(first: 500, filter: { experiment: { state: COMPLETED } }, orderBy: { field: ID }) {
      nodes { rundbId name } } }`;
    const { data, errors, expected } = await compare(query, 60);
    // Those of the runs 150 and 155, and those that only the failing resource finds by their run.
    const missing = [34, 35, 40, 41, 44, 54, 55, 56];
    expect(data.reports.nodes).toEqual(
      expected.reports.nodes.filter(({ rundbId }: Numbered) => !missing.includes(rundbId)),
    );
    const run =
      'Rows may be missing from this list: The Torrent Server fails to print a row of compositeexperiment.';
    expect(errors).toEqual([
      ['reports', run, failure('compositeexperiment')],
      ['reports', run, failure('compositeexperiment', 400)],
      ...[36, 37, 49, 50, 51].map((place) => leftOut('reports', place, 'results')),
    ]);
  });

  it('serves a list along a relation to many, with each of its rows once', async () => {
    const query = `{ reports(first: 500, filter: { projects: { id: { in: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] } } },
      orderBy: { field: ID }) { nodes { rundbId name } } }`;
    const { data, expected } = await compare(query, 90);
    expect(data.reports.nodes).toEqual(lessRow(expected.reports, 40));
  });
});

describe('single rows', () => {
  it('asks the next resource', async () => {
    const { data, errors, expected } = await compare('{ report(id: 41) { name diskUsage state } }', 2);
    expect(data).toEqual(expected);
    expect(errors).toEqual([]);
  });

  it('says which row fails everywhere', async () => {
    const { data, errors } = await compare(
      '{ report(id: 40) { name } other: report(id: 39) { rundbId } }',
      9,
    );
    expect(data).toEqual({ report: null, other: { rundbId: 39 } });
    expect(errors).toEqual([unprinted('report', 40, 'projectresults')]);
  });

  it('by name', async () => {
    const { report } = await sound.data('{ report(id: 41) { name } }');
    const { body } = await odd.ask(`{ report(name: "${report.name}") { rundbId experiment { rundbId } } }`);
    expect(body.data).toEqual({ report: { rundbId: 41, experiment: null } });
  });

  it('leaves one of a hundred ids null', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => index + 1);
    const all = await sound.data(
      `{ ${ids.map((id) => `r${id}: report(id: ${id}) { id rundbId }`).join(' ')} }`,
    );
    const globalIds = ids.map((id) => all[`r${id}`].id);
    const query = `{ nodes(ids: ${JSON.stringify(globalIds)}) { ... on Report { rundbId name } } }`;
    const { data, errors, expected } = await compare(query, 25);
    expect(data.nodes).toEqual(expected.nodes.with(39, null));
    expect(errors).toEqual([unprinted('nodes.39', 40, 'projectresults')]);
  });

  it('counts where the newest row fails', async () => {
    const { data, expected } = await compare('{ pluginResults { totalCount } }', 2);
    expect(data).toEqual(expected);
  });
});

describe('pages', () => {
  interface Page {
    readonly nodes: Numbered[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }

  async function walk(list: string, first: number, start = ''): Promise<number[]> {
    const seen: number[] = [];
    let from = start;
    for (let pages = 0; pages < 40; pages += 1) {
      const { body } = await odd.ask(`{ list: ${list.replace('(', `(first: ${first}, ${from}`)} {
        nodes { rundbId } edges { cursor } pageInfo { hasNextPage endCursor } } }`);
      const { nodes, pageInfo }: Page = body.data.list;
      expect(nodes.length).toBeLessThanOrEqual(first);
      seen.push(...nodes.map(({ rundbId }) => rundbId));
      if (!pageInfo.hasNextPage) return seen;
      from = `after: "${pageInfo.endCursor}", `;
    }
    throw new Error('the walk does not end');
  }

  const reports =
    'reports(filter: { id: { in: [36, 37, 38, 39, 40, 41, 42, 43, 44, 45] } }, orderBy: { field: ID })';
  const newest =
    'pluginResults(filter: { id: { in: [791, 792, 793, 794, 795, 796, 797, 798, 799] } }, orderBy: { field: ID, direction: DESC })';
  const oldest =
    'pluginResults(filter: { id: { in: [791, 792, 793, 794, 795, 796, 797, 798, 799] } }, orderBy: { field: ID })';
  const byTime =
    'reports(filter: { id: { in: [36, 37, 38, 39, 40, 41, 42, 43, 44, 45] } }, orderBy: { field: TIME_STAMP })';

  it.each([1, 2, 3, 7, 50])('of %d rows: every other row once, in order', async (first) => {
    const others = [36, 37, 38, 39, 41, 42, 43, 44, 45];
    expect(await walk(reports, first)).toEqual(others);
    expect((await walk(byTime, first)).toSorted((one, other) => one - other)).toEqual(others);
    expect(await walk(oldest, first)).toEqual([791, 792, 793, 794, 795, 796, 797, 798]);
    expect(await walk(newest, first)).toEqual([798, 797, 796, 795, 794, 793, 792, 791]);
  });

  it('by number keep their places, and a cursor leads on from a page without rows', async () => {
    expect(await walk(reports, 1, 'offset: 4, ')).toEqual([41, 42, 43, 44, 45]);
    const pages = await Promise.all(
      [0, 3, 6].map((offset) =>
        odd.ask(`{ ${reports.replace('(', `(first: 3, offset: ${offset}, `)} {
        nodes { rundbId } pageInfo { hasNextPage hasPreviousPage } } }`),
      ),
    );
    const rows = pages.map(({ body }) => body.data.reports.nodes.map(({ rundbId }: Numbered) => rundbId));
    expect(rows).toEqual([
      [36, 37, 38],
      [39, 41],
      [42, 43, 44],
    ]);
  });
});

describe('the overlays of odd rows', () => {
  let lab: TestGateway;
  beforeAll(async () => {
    lab = await startGateway({ overlays: ['odd-rows', 'what-the-lab-lacks'] });
  });
  afterAll(() => lab.close());

  it.each([
    ['experiments', 'rundbId reports { name } plan { name }', 0],
    ['reports', 'rundbId name metaData libMetrics { aveKeyCounts }', 0],
    ['reports', 'rundbId experiment { name } eas: analysisVersion', 0],
    ['plans', 'rundbId name barcodedSamples { name }', 0],
    ['pluginResults', 'rundbId pluginName owner { name }', 1],
    ['samples', 'rundbId name', 0],
    ['sampleSets', 'rundbId items { rundbId }', 0],
    ['projects', 'rundbId creator { name }', 0],
  ])('serves all of %s but what no resource prints', async (list, fields, lost) => {
    const { body } = await lab.ask(`{ ${list}(first: 1000) { totalCount nodes { ${fields} } } }`);
    const { totalCount, nodes } = body.data[list];
    expect(nodes).toHaveLength(totalCount - lost);
    expect((body.errors ?? []).filter(({ path }) => path?.length === 1)).toHaveLength(lost);
  });

  it('reads NaN and infinities as null, and broken JSON as none', async () => {
    const { tfMetrics } = (await lab.data('{ report(id: 1) { tfMetrics { sysSnr: sysSNR name } } }')).report;
    expect(tfMetrics).toEqual([{ sysSnr: null, name: expect.any(String) }]);
    const { experiment } = await lab.data('{ experiment(id: 151) { metaData name } }');
    expect(experiment).toEqual({ metaData: {}, name: expect.any(String) });
  });
});

it('asks no row apart of a server that is out of service, or whose web server fails', async () => {
  for (const [answer, requests] of [
    [503, 3],
    [500, 1],
  ] as const) {
    odd.simulator.setWeather({ rules: [{ answer }] });
    const { body } = await odd.ask('{ reports { nodes { name } } }');
    odd.simulator.setWeather();
    expect(body.data).toEqual({ reports: null });
    // What is out of service is asked again, for the same.
    expect(odd.requests()).toHaveLength(requests);
    expect(new Set(odd.requests().map(({ path }) => path)).size).toBe(1);
  }
});
