import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isEnumType } from 'graphql';
import { loadSchema } from '../../src/resolvers/index.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const schema = loadSchema();
const lists = [
  ['chips', 'Chip'],
  ['experiments', 'Experiment'],
  ['reports', 'Report'],
  ['plans', 'Plan'],
  ['libMetricsList', 'LibMetrics'],
  ['projects', 'Project'],
] as const;

function ordersOf(type: string): string[] {
  const fields = schema.getType(`${type}OrderField`);
  return isEnumType(fields) ? fields.getValues().map(({ name }) => name) : [];
}

interface Page {
  readonly nodes: { rundbId: number }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Ids of a whole list, page by page, each behind the cursor of the one before. */
async function walk(list: string, orderBy: string, first: number, between?: () => void): Promise<number[]> {
  const seen: number[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 400; pages += 1) {
    const data: { list: Page } = await gateway.data(
      `query ($after: String) { list: ${list}(first: ${first}, after: $after, orderBy: ${orderBy}) {
         nodes { rundbId } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    seen.push(...data.list.nodes.map(({ rundbId }) => rundbId));
    if (!data.list.pageInfo.hasNextPage) return seen;
    after = data.list.pageInfo.endCursor ?? undefined;
    between?.();
  }
  throw new Error('the walk does not end');
}

async function whole(list: string, orderBy: string): Promise<number[]> {
  const data = await gateway.data(
    `{ list: ${list}(first: 5000, orderBy: ${orderBy}) { nodes { rundbId } } }`,
  );
  return data.list.nodes.map(({ rundbId }: { rundbId: number }) => rundbId);
}

describe.each(lists)('a walk over %s', (list, type) => {
  const size = { chips: 4, projects: 5 }[list as string] ?? 67;
  const directions = ordersOf(type).map((field, index) => [field, index % 2 === 0 ? 'ASC' : 'DESC'] as const);

  it.each(directions)('by %s, %s, gives every row once, in order', async (field, direction) => {
    const orderBy = `[{ field: ${field}, direction: ${direction} }]`;
    expect(await walk(list, orderBy, size)).toEqual(await whole(list, orderBy));
  });
});

it('by several keys', async () => {
  const orderBy = '[{ field: STATUS }, { field: REFERENCE, direction: DESC }, { field: TIME_STAMP }]';
  expect(await walk('reports', orderBy, 41)).toEqual(await whole('reports', orderBy));
});

it('a cursor asks for a request per leg, and none to count unless it is asked', async () => {
  const { reports } = await gateway.data('{ reports(first: 10) { pageInfo { endCursor } } }');
  const page = (selection: string) =>
    gateway.data(`query ($after: String) { reports(first: 10, after: $after) { ${selection} } }`, {
      after: reports.pageInfo.endCursor,
    });
  await page('nodes { name }');
  expect(gateway.requests()).toHaveLength(2);
  const data = await page('nodes { name } totalCount');
  expect(gateway.requests()).toHaveLength(3);
  expect(data.reports.totalCount).toBe(315);
});

it('a cursor of another list is refused', async () => {
  const { reports } = await gateway.data('{ reports(first: 2) { pageInfo { endCursor } } }');
  const ask = (rest: string) =>
    gateway.ask(`query ($after: String) { reports(first: 2, after: $after, ${rest}) { totalCount } }`, {
      after: reports.pageInfo.endCursor,
    });
  for (const rest of ['orderBy: [{ field: NAME }]', 'filter: { state: COMPLETED }']) {
    const { body } = await ask(rest);
    expect(body.errors?.[0]?.message).toMatch(/cursor of another list/);
    expect(body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  }
});
