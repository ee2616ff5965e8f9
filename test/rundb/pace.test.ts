import { describe, expect, it } from '@jest/globals';
import type { RundbClient } from '../../src/rundb/client.js';
import { Pace } from '../../src/rundb/pace.js';
import { integer, resource } from '../../src/rundb/resource.js';
import { RowCosts } from '../../src/rundb/row-costs.js';
import { pageParameters, type Reader, walk } from '../../src/rundb/walk.js';
import { envelope, numberedRows, type NumberedRow, withStub } from './stub-server.js';

const runs = resource('experiment', { id: integer('FO!') }, { pageSize: 100 });
const metrics = resource('libmetrics', { id: integer('FO!') });
const all = { first: 100_000, offset: 0 };
const ids = ({ rows }: { readonly rows: readonly object[] }) => rows.map((row) => 'id' in row && row.id);

/** A server whose list a hook may change before each request is answered, and a list read in pages of four. */
async function walkInParts(
  rows: NumberedRow[],
  how: Partial<Reader<object>>,
  beforeAnswer: (request: number) => void = () => undefined,
) {
  const given: unknown[] = [];
  let count = 0;
  const read = async (client: RundbClient) => {
    const reader: Reader<object> = {
      read: (stretch) => client.page(runs, pageParameters(stretch)),
      sizeFor: () => 4,
      head: 2,
      length: undefined,
      onRows: (page) => given.push(...ids({ rows: page })),
      ...how,
    };
    return walk(runs, reader, all, { resource: 'experiment' });
  };
  return withStub(
    ({ url = '' }, response) => {
      beforeAnswer((count += 1));
      response.end(envelope(rows, url));
    },
    async (client, { requests }) => ({ page: await read(client), requests, given }),
  );
}

describe('a list that is read in parts', () => {
  it('begins with a short page where its length is not known', async () => {
    const { page, requests, given } = await walkInParts([...numberedRows(15)], {});
    expect(ids(page)).toEqual(numberedRows(15).map(({ id }) => id));
    expect(requests.map((request) => request.split('?')[1]).sort()).toEqual([
      'limit=1&offset=14',
      'limit=2',
      'limit=4&offset=10',
      'limit=4&offset=2',
      'limit=4&offset=6',
    ]);
    expect([...given].sort()).toEqual([...ids(page)].sort());
  });

  it.each([15, 16, 30, 7, 0])('is read to its end where %i rows were expected', async (length) => {
    const { page, requests } = await walkInParts([...numberedRows(15)], { length });
    expect(ids(page)).toEqual(numberedRows(15).map(({ id }) => id));
    expect(requests.length).toBeLessThanOrEqual(8);
  });

  it('tells nobody of the rows of a page that is the only one', async () => {
    const { page, given } = await walkInParts([...numberedRows(3)], { length: 3 });
    expect(ids(page)).toHaveLength(3);
    expect(given).toEqual([]);
  });

  it.each<[string, (rows: NumberedRow[]) => unknown]>([
    ['come', (rows) => rows.unshift({ id: 16 })],
    ['go', (rows) => rows.splice(7, 1)],
    ['come as others go', (rows) => [rows.splice(12, 1), rows.unshift({ id: 99 })]],
  ])('is exact when rows %s between its pages', async (_, change) => {
    for (const length of [undefined, 15]) {
      for (const at of [2, 3, 4]) {
        const rows = [...numberedRows(15)];
        const { page } = await walkInParts(rows, { length }, (request) => request === at && change(rows));
        expect({ at, length, rows: ids(page) }).toEqual({ at, length, rows: rows.map(({ id }) => id) });
      }
    }
  });
});

describe('a page', () => {
  /** Of a server that takes 25 ms for a request, and so many for a row of each of them. */
  const paceOf = (perRow: number, free = 6) => {
    const costs = new RowCosts(new Map([['experiment', 16]]));
    costs.learnBase(25);
    for (let count = 0; count < 4; count += 1) costs.learn(runs, 100, 25 + 100 * perRow);
    return new Pace(costs, () => free);
  };

  it.each([
    ['100 of 2 ms', 2, 100, 25],
    ['100 of 55 ms', 55, 100, 9],
    ['30 of 2 ms', 2, 30, 100],
    ['100 that are for free', 0, 100, 100],
    ['1,000 that are for free', 0, 1_000, 100],
  ])('of %s is as large as is cheap', async (_, perRow, rows, size) => {
    expect(await paceOf(perRow).sizeFor(runs, rows)).toBe(size);
  });

  it('leaves places to others who ask in the same tick, and is whole where none is free', async () => {
    const pace = paceOf(5);
    const sizes = await Promise.all([
      pace.sizeFor(runs, 100),
      pace.sizeFor(runs, 90),
      pace.sizeFor(runs, 80),
    ]);
    expect(sizes).toEqual([50, 45, 40]);
    expect(await paceOf(5, 0).sizeFor(runs, 80)).toBe(100);
  });

  it('of a list whose length is not known holds what takes a moment', () => {
    expect(paceOf(5).headOf(runs, 1_000)).toBe(60);
    expect(paceOf(0).headOf(runs, 1_000)).toBe(100);
  });
});

describe('what rows cost', () => {
  const told = () => {
    const costs = new RowCosts(new Map([['experiment', 16], ['libmetrics', 2], ['chip', 1]])); // prettier-ignore
    costs.learnBase(20);
    return costs;
  };

  it('is what is told, until it is measured', () => {
    const costs = told();
    costs.learn(runs, 100, 520);
    expect(costs.of(runs)).toEqual({ perRow: 16, isMeasured: false });
    costs.learn(runs, 50, 320);
    expect(costs.of(runs)).toEqual({ perRow: 5, isMeasured: true });
  });

  it('is nothing after one quick answer, and after slow ones no more than the quickest', () => {
    const costs = told();
    costs.learn(runs, 100, 30);
    expect(costs.of(runs).perRow).toBe(0);
    costs.learn(runs, 100, 900);
    expect(costs.of(runs).perRow).toBe(0);
    for (const ms of [920, 820, 720, 1_220]) costs.learn(runs, 100, ms);
    expect(costs.of(runs).perRow).toBe(7);
  });

  it('of one resource tells of the others, where it could be expected to take long', () => {
    const costs = told();
    costs.learn({ ...runs, name: 'chip' }, 15, 30);
    expect(costs.of(metrics)).toEqual({ perRow: 2, isMeasured: false });
    costs.learn(runs, 100, 30);
    expect(costs.of(metrics)).toEqual({ perRow: 0, isMeasured: true });
  });

  it('is nothing where nobody tells it', () => {
    const costs = new RowCosts();
    for (let count = 0; count < 4; count += 1) costs.learn(runs, 100, 5_000);
    expect(costs.of(runs).perRow).toBe(0);
  });
});
