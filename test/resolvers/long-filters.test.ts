import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

/* Lists of values that are too long for a request line are parted; what is given, and in which order, does not change. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ overlays: ['what-the-lab-lacks'] });
});
beforeAll(async () => {
  const { all } = await gateway.data('{ all: reports(first: 500) { nodes { rundbId name } } }');
  reports = all.nodes;
});
afterAll(() => gateway.close());

interface Report {
  readonly rundbId: number;
  readonly name: string;
}
let reports: readonly Report[] = [];
const ids = (rows: readonly { rundbId: number }[]) => rows.map(({ rundbId }) => rundbId);

const page = 'totalCount nodes { rundbId } pageInfo { hasNextPage endCursor }';

async function read(args: string, filter: object, after: string | null = null) {
  const data = await gateway.data(
    `query ($filter: ReportFilter, $after: String) { list: reports(${args}, filter: $filter, after: $after) { ${page} } }`,
    { filter, after },
  );
  return data.list;
}

describe('a thousand wide numbers', () => {
  // Numbers of ten digits do not fit, and those of no row are of no matter.
  const wide = (rows: readonly Report[]) => [
    ...ids(rows),
    ...Array.from({ length: 900 }, (_, index) => 2_000_000_000 + index),
  ];

  it.each([
    '',
    'orderBy: [{ field: NAME }, { field: TIME_STAMP, direction: DESC }]',
    'orderBy: [{ field: ID }]',
  ])('give their rows in order (%s)', async (orderBy) => {
    const some = reports.filter((_, index) => index % 3 === 0);
    const chosen = new Set(ids(some));
    const { list } = await gateway.data(`{ list: reports(first: 500 ${orderBy}) { nodes { rundbId } } }`);
    const wanted = ids(list.nodes).filter((id) => chosen.has(id));
    const found = await read(`first: 500 ${orderBy}`, { id: { in: wide(some) } });
    expect(ids(found.nodes)).toEqual(wanted);
    expect(found.totalCount).toBe(wanted.length);
  });

  it('are walked by cursors and passed over by offsets', async () => {
    const filter = { id: { in: wide(reports) } };
    const jump = await read('first: 7, offset: 200', filter);
    expect(ids(jump.nodes)).toEqual(ids(reports).slice(200, 207));
    expect(jump.totalCount).toBe(reports.length);
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const found = await read('first: 90', filter, after);
      expect(found.totalCount).toBe(reports.length);
      seen.push(...ids(found.nodes));
      after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(ids(reports));
  });
});

it('no request line is longer than a Torrent Server takes', async () => {
  await read('first: 10', {
    name: { in: Array.from({ length: 1000 }, (_, index) => `no such report ${index}`) },
  });
  const lines = gateway.requests().map(({ path }) => path.length);
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines)).toBeLessThan(8_150);
});

it('a thousand names, rewritten words and empty ones among them, are parted', async () => {
  const names = [
    'none',
    '',
    ...Array.from({ length: 1000 }, (_, index) => `no such report ${index}`),
    'Reanalyze',
  ];
  const found = await read('first: 500', { name: { in: names } });
  expect(ids(found.nodes)).toEqual(ids(reports.filter(({ name }) => name === 'Reanalyze')));
});

it('what cannot be parted is refused', async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `with, comma ${index}`);
  const { body } = await gateway.ask(
    'query ($filter: ReportFilter) { reports(filter: $filter) { totalCount } }',
    { filter: { name: { in: names } } },
  );
  expect(body.errors?.[0]?.message).toMatch(/longer than a Torrent Server takes/);
  expect(body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

describe('sample sets', () => {
  it('by their items, and items by their barcodes', async () => {
    const { all, tumor, ionXpress } = await gateway.data(`{
      all: sampleSets(first: 100) { nodes { rundbId items { relationshipRole barcode { setName } } } }
      tumor: sampleSets(filter: { items: { relationshipRole: { in: ["Tumor", "Normal"] } } }) { totalCount nodes { rundbId } }
      ionXpress: sampleSets(filter: { items: { barcode: { setName: { eq: "IonXpress" } } } }) { totalCount nodes { rundbId } }
    }`);
    interface Set_ {
      readonly rundbId: number;
      readonly items: { relationshipRole: string; barcode: { setName: string } | null }[];
    }
    const having = (isWanted: (item: Set_['items'][number]) => boolean) =>
      ids(all.nodes.filter(({ items }: Set_) => items.some(isWanted)));
    expect(ids(tumor.nodes)).toEqual(having(({ relationshipRole }) => /Tumor|Normal/.test(relationshipRole)));
    expect(tumor.totalCount).toBe(tumor.nodes.length);
    expect(ids(ionXpress.nodes)).toEqual(having(({ barcode }) => barcode?.setName === 'IonXpress'));
    expect(ionXpress.nodes.length).toBeGreaterThan(0);
  });

  it('by a day of an item, to the day', async () => {
    await gateway.data(
      '{ sampleSets(filter: { items: { sampleCollectionDate: { gte: "2024-01-01T12:00:00Z" } } }) { totalCount } }',
    );
    const asked = gateway
      .requests()
      .map(({ path }) => decodeURIComponent(path))
      .join('\n');
    expect(asked).toMatch(/sampleCollectionDate__gte=2024-01-02(&|$)/m);
  });
});
