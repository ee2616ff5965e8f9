import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * rundb joins related rows and gives a row once for each of them that matches. The graph gives each row once, counts it
 * once, and pages by rows, whatever resource a selection needs.
 */
let gateway: TestGateway;
let samplesOfS5: ReadonlySet<number> = new Set();
beforeAll(async () => {
  gateway = await startGateway();
  const { runs } = await gateway.data(
    '{ runs: experiments(first: 500) { nodes { platform samples { rundbId } } } }',
  );
  type Run = { platform: string; samples: Row[] | null };
  const onS5 = runs.nodes.filter(({ platform }: Run) => platform === 'S5');
  samplesOfS5 = new Set(onS5.flatMap(({ samples }: Run) => ids(samples ?? [])));
});
afterAll(() => gateway.close());

interface Row {
  readonly rundbId: number;
}
const ids = (rows: readonly Row[]) => rows.map(({ rundbId }) => rundbId);

interface List {
  readonly field: string;
  readonly filter: string;
  /** What the rows are told from, without a filter. */
  readonly shown: string;
  isWanted(row: never): boolean;
  readonly orderBy?: string;
}

const projects = ['Training', 'QC_runs', 'Exomes_2024'];
const inProject = ({ projects: own }: { projects: { name: string }[] }) =>
  own.some(({ name }) => projects.includes(name));
const sampled = ({ samples }: { samples: { name: string }[] | null }) =>
  (samples ?? []).some(({ name }) => name.includes('1'));

const lists: readonly List[] = [
  {
    field: 'reports',
    filter: `{ projects: { name: { in: ${JSON.stringify(projects)} } } }`,
    shown: 'projects { name }',
    isWanted: inProject,
  },
  {
    field: 'reports',
    filter: '{ projects: { name: { contains: "a" } }, experiment: { platform: { ne: "x" } } }',
    shown: 'projects { name } experiment { platform }',
    isWanted: ({ projects: own }: { projects: { name: string }[] }) =>
      own.some(({ name }) => name.includes('a')),
    orderBy: '[{ field: STATUS }, { field: NAME, direction: DESC }]',
  },
  {
    field: 'experiments',
    filter: '{ samples: { name: { contains: "1" } } }',
    shown: 'samples { name }',
    isWanted: sampled,
  },
  {
    field: 'experiments',
    filter: '{ samples: { name: { contains: "1" } } }',
    shown: 'samples { name }',
    isWanted: sampled,
    orderBy: '[{ field: CHIP_TYPE }, { field: FLOWS, direction: DESC }]',
  },
  {
    field: 'samples',
    filter: '{ experiments: { platform: { eq: "S5" } } }',
    // A connection inside a list is asked once per row, so these are told from the runs.
    shown: 'name',
    isWanted: ({ rundbId }: Row) => samplesOfS5.has(rundbId),
  },
  {
    field: 'plans',
    filter: '{ projects: { name: { contains: "a" } } }',
    shown: 'projects { name }',
    isWanted: ({ projects: own }: { projects: { name: string }[] }) =>
      own.some(({ name }) => name.includes('a')),
  },
  {
    field: 'runTypes',
    filter: '{ applicationGroups: { name: { contains: "a" } } }',
    shown: 'applicationGroups { name }',
    isWanted: ({ applicationGroups }: { applicationGroups: { name: string }[] }) =>
      applicationGroups.some(({ name }) => name.includes('a')),
  },
  {
    field: 'applicationGroups',
    filter: '{ runTypes: { isActive: { eq: true } } }',
    shown: 'runTypes { isActive }',
    isWanted: ({ runTypes }: { runTypes: { isActive: boolean }[] }) =>
      runTypes.some(({ isActive }) => isActive),
  },
  {
    field: 'pluginResults',
    filter: '{ jobs: { status: { in: ["Completed", "Error"] } } }',
    shown: 'jobs { status }',
    isWanted: ({ jobs }: { jobs: { status: string }[] }) =>
      jobs.some(({ status }) => status === 'Completed' || status === 'Error'),
  },
];

const orderOf = ({ orderBy }: List) => (orderBy === undefined ? '' : `, orderBy: ${orderBy}`);

async function wantedOf(list: List): Promise<number[]> {
  const { rows } = await gateway.data(
    `{ rows: ${list.field}(first: 5000${orderOf(list)}) { nodes { rundbId ${list.shown} } } }`,
  );
  return ids(rows.nodes.filter(list.isWanted));
}

describe.each(lists)('$field by $filter', (list) => {
  const args = `filter: ${list.filter}${orderOf(list)}`;
  let wanted: number[] = [];
  beforeAll(async () => {
    wanted = await wantedOf(list);
  });

  it('gives each row once, in order, and counts it once', async () => {
    const { whole, first, count } = await gateway.data(`{
      whole: ${list.field}(first: 5000, ${args}) { totalCount nodes { rundbId } }
      first: ${list.field}(first: 3, ${args}) { nodes { rundbId } pageInfo { hasNextPage } }
      count: ${list.field}(${args}) { totalCount }
    }`);
    expect(wanted.length).toBeGreaterThan(1);
    expect(ids(whole.nodes)).toEqual(wanted);
    expect(whole.totalCount).toBe(wanted.length);
    expect(count.totalCount).toBe(wanted.length);
    expect(ids(first.nodes)).toEqual(wanted.slice(0, 3));
    expect(first.pageInfo.hasNextPage).toBe(wanted.length > 3);
  });

  it('gives the same rows for a selection of more', async () => {
    const { whole } = await gateway.data(
      `{ whole: ${list.field}(first: 5000, ${args}) { totalCount nodes { rundbId ${list.shown} } } }`,
    );
    expect(ids(whole.nodes)).toEqual(wanted);
  });

  it('passes over rows, not over matches', async () => {
    const { page } = await gateway.data(
      `{ page: ${list.field}(first: 2, offset: 1, ${args}) { totalCount nodes { rundbId } pageInfo { hasNextPage } } }`,
    );
    expect(ids(page.nodes)).toEqual(wanted.slice(1, 3));
    expect(page).toMatchObject({
      totalCount: wanted.length,
      pageInfo: { hasNextPage: wanted.length > 3 },
    });
  });

  it('continues behind each cursor', async () => {
    const size = Math.max(1, Math.ceil(wanted.length / 5));
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const { page } = await gateway.data(
        `query ($after: String) { page: ${list.field}(first: ${size}, after: $after, ${args}) {
           totalCount nodes { rundbId } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(page.totalCount).toBe(wanted.length);
      seen.push(...ids(page.nodes));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    } while (after !== undefined && seen.length <= wanted.length);
    expect(seen).toEqual(wanted);
  });
});

it('a relation to one row by its key repeats nothing, and takes one request', async () => {
  const { projects: own } = await gateway.data('{ projects(first: 1) { nodes { rundbId } } }');
  const { rundbId } = own.nodes[0];
  await gateway.data(
    `{ reports(filter: { projects: { id: { eq: ${rundbId} } } }) { totalCount nodes { name } } }`,
  );
  expect(gateway.requests()).toHaveLength(1);
});

it('a first page of repeated rows takes one request, and one more to be counted', async () => {
  const filter = `{ projects: { name: { in: ${JSON.stringify(projects)} } } }`;
  await gateway.data(`{ reports(first: 5, filter: ${filter}) { nodes { name } } }`);
  expect(gateway.requests()).toHaveLength(1);
  await gateway.data(`{ reports(first: 5, filter: ${filter}) { totalCount nodes { name } } }`);
  expect(gateway.requests().length).toBeLessThanOrEqual(2);
});
