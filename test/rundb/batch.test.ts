import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { chunkKeys } from '../../src/rundb/chunks.js';
import { integer, many, number, one, resource, text } from '../../src/rundb/resource.js';
import { envelope, failureOf, numberedRows, withStub } from './stub-server.js';

const results = resource('results', { id: integer('FO!'), experiment: one('experiment', 'R') });
const withPlugins = resource(
  'results',
  { id: integer('FO!') },
  { listParameters: [['plugin', 'true']], pageSize: 20 },
);
const rig = resource('rig', { name: text('FO!') }, { key: 'name' });
const tfmetrics = resource('tfmetrics', {
  id: integer('FO!'),
  name: text('FO'),
  number: number('FO'),
  report: one('results', 'R'),
});
const project = resource('project', { id: integer('FO!'), reports: many('results', 'R') });

const queryOf = (request: string | undefined) =>
  new URL(request?.split(' ')[1] ?? '', 'http://stub').searchParams;

/** Answers the rows whose column is in the list that the request asks for. */
function filtering(
  rows: readonly object[],
  column: string,
  keyOf: (row: object) => unknown,
): RequestListener {
  return ({ url = '' }, response) => {
    const query = queryOf(`GET ${url}`);
    const asked = query.get(`${column}__in`)?.split(',');
    const [low, high] = ['gte', 'lte'].map((end) =>
      [`${column}__${end}`, `${column}__id__${end}`]
        .map((name) => query.get(name))
        .find((value) => value !== null),
    );
    const isFound = (key: unknown) =>
      low === undefined
        ? (asked?.includes(String(key)) ?? true)
        : Number(key) >= Number(low) && Number(key) <= Number(high);
    response.end(
      envelope(
        rows.filter((row) => isFound(keyOf(row))),
        url,
      ),
    );
  };
}

const id = (row: object) => ('id' in row ? row.id : undefined);
const keys = (from: number, to = 1) => numberedRows(from, to).map((row) => row.id);

describe('rows by key', () => {
  it('come in chunks of 300 ids, each with its limit', () =>
    withStub(filtering(numberedRows(2_000), 'id', id), async (client, { requests }) => {
      const even = keys(900).map((key) => 2 * key);
      const rows = await client.byKeys(results, [...even, 10, 900, 5_000]);
      expect([...rows.keys()].sort((a, b) => Number(a) - Number(b))).toEqual(even.reverse());
      expect(rows.get(8)).toEqual({ id: 8 });
      expect(rows.has(5_000)).toBe(false);
      const asked = requests.map((request) => [
        queryOf(request).get('id__in')?.split(',').length,
        queryOf(request).get('limit'),
      ]);
      expect(asked.sort()).toEqual([
        [1, '1'],
        [300, '300'],
        [300, '300'],
        [300, '300'],
      ]);
      expect(requests.every((request) => !request.includes('%2C'))).toBe(true);
    }));

  it('come in ranges where nearly every number is a key', () =>
    withStub(filtering(numberedRows(5_000), 'id', id), async (client, { requests }) => {
      const asked = keys(3_000).filter((key) => key % 5 !== 0 || key > 2_000);
      const rows = await client.byKeys(results, [...asked, 4_000]);
      expect([...rows.keys()].sort((a, b) => Number(b) - Number(a))).toEqual([4_000, ...asked]);
      expect(requests.map((request) => request.split('?')[1]).sort()).toEqual([
        'id__gte=1&id__lte=999&limit=999',
        'id__gte=1001&id__lte=1999&limit=999',
        'id__gte=2001&id__lte=3000&limit=1000',
        'id__in=4000&limit=1',
      ]);
    }));

  it('are refused when they lie outside a range that was asked for', () =>
    withStub(
      ({ url = '' }, response) => response.end(envelope(numberedRows(2_000), url)),
      async (client) =>
        expect(await failureOf(client.byKeys(results, keys(900)))).toMatchObject({ kind: 'badResponse' }),
    ));

  it('come in smaller chunks where rows are dear', () =>
    withStub(filtering(numberedRows(1_000), 'id', id), async (client, { requests }) => {
      expect((await client.byKeys(withPlugins, keys(50))).size).toBe(50);
      expect(requests).toHaveLength(3);
      expect(
        requests.every((request) => request.startsWith('GET /rundb/api/v1/results/?plugin=true&id__in=')),
      ).toBe(true);
    }));

  it('come by name', () => {
    const rows = ['S5-1', 'none', 'größer', '42'].map((name) => ({ name }));
    const listener = filtering(rows, 'name', (row) => ('name' in row ? row.name : undefined));
    return withStub(listener, async (client, { requests }) => {
      const found = await client.byKeys(rig, ['S5-1', 'größer', '42', 'gone', 'a\0b']);
      expect([...found.keys()]).toEqual(['S5-1', 'größer', '42']);
      expect([...(await client.byKeys(rig, ['none'])).keys()]).toEqual(['none']);
      expect(requests.map((request) => queryOf(request).get('name__in'))).toEqual([
        'S5-1,größer,42,gone',
        'none,none',
      ]);
    });
  });

  it('need no request where no row can have such a key', () =>
    withStub(filtering([], 'id', id), async (client, { requests }) => {
      expect(await client.byKeys(results, [])).toEqual(new Map());
      expect(await client.byKeys(results, [-1, 1.5, 2 ** 31, 'x'])).toEqual(new Map());
      expect(requests).toEqual([]);
    }));

  it('are refused when they were not asked for', () =>
    withStub(
      ({ url = '' }, response) => response.end(envelope(numberedRows(1), url)),
      async (client) => {
        expect(await failureOf(client.byKeys(results, [7]))).toMatchObject({
          kind: 'badResponse',
          resource: 'results',
        });
      },
    ));

  it('are refused when the whole table comes', () =>
    withStub(
      ({ url = '' }, response) => response.end(envelope(numberedRows(315), url)),
      async (client) =>
        expect(await failureOf(client.byKeys(results, [7, 8]))).toMatchObject({ kind: 'badResponse' }),
    ));
});

describe('rows by relation', () => {
  const metrics = keys(700).flatMap((report) =>
    ['TF_A', 'TF_C', 'TF_G', 'TF_T'].map((name, index) => ({
      id: report * 10 + index,
      name,
      report: `/rundb/api/v1/results/${report}/`,
    })),
  );
  const report = (row: object) => ('report' in row ? String(row.report).split('/').at(-2) : undefined);

  it('are read to their end, page by page', () =>
    withStub(filtering(metrics, 'report', report), async (client, { requests }) => {
      const rows = await client.byRelation(tfmetrics, 'report', keys(700));
      expect(rows).toHaveLength(2_800);
      expect(new Set(rows.map((row) => row.id)).size).toBe(2_800);
      // One range of keys, and three pages of it.
      expect(requests).toHaveLength(3);
    }));

  it('are read by ranges of keys, less those that nobody wants', () =>
    withStub(filtering(metrics, 'report', report), async (client, { requests }) => {
      const asked = keys(1_000).filter((key) => key % 5 !== 0);
      const rows = await client.byRelation(tfmetrics, 'report', asked);
      expect(rows).toHaveLength(560 * 4);
      expect(requests.length).toBe(3);
      expect(requests[0]).toBe(
        'GET /rundb/api/v1/tfmetrics/?report__id__gte=1&report__id__lte=999&limit=1000',
      );
    }));

  it('are narrowed by further parameters', () =>
    withStub(filtering(metrics, 'report', report), async (client, { requests }) => {
      await client.byRelation(tfmetrics, 'report', [1, 2], [['order_by', 'name']]);
      expect(requests).toEqual(['GET /rundb/api/v1/tfmetrics/?report__in=1,2&order_by=name&limit=1000']);
    }));

  it('come once, also where they belong to several keys', () => {
    const rows = [{ id: 1 }, { id: 2 }, { id: 1 }];
    return withStub(
      ({ url = '' }, response) => response.end(envelope(rows, url)),
      async (client) =>
        expect(await client.byRelation(project, 'reports', keys(400))).toEqual([{ id: 1 }, { id: 2 }]),
    );
  });

  it('may be related over several steps, or by a name', () => {
    const rows = [{ id: 1, name: 'TF_A', number: '2.0' }];
    return withStub(
      ({ url = '' }, response) => response.end(envelope(rows, url)),
      async (client, { requests }) => {
        expect(await client.byRelation(tfmetrics, 'report__experiment', [9])).toEqual(rows);
        expect(await client.byRelation(tfmetrics, 'name', ['TF_A'])).toEqual(rows);
        expect(requests.map((request) => request.split('?')[1])).toEqual([
          'report__experiment__in=9&limit=1000',
          'name__in=TF_A&limit=1000',
        ]);
      },
    );
  });

  it.each<[string, Parameters<typeof filtering>[0], string, (number | string)[]]>([
    ['another parent', metrics, 'report', [10_000]],
    ['another name', metrics, 'name', ['TF_X']],
    ['another number', metrics, 'id', [5]],
  ])('are refused when they belong to %s', (_, rows, relation, wanted) =>
    withStub(
      ({ url = '' }, response) => response.end(envelope(rows, url)),
      async (client) => {
        expect(await failureOf(client.byRelation(tfmetrics, relation, wanted))).toMatchObject({
          kind: 'badResponse',
        });
      },
    ),
  );
});

describe('chunks of keys', () => {
  it('hold each key once, in order', () => expect(chunkKeys([3, 1, 3, 2])).toEqual([[3, 1, 2]]));
  it('are none for no keys', () => expect(chunkKeys([])).toEqual([]));

  it('keep under 6 KB of query', () => {
    const long = Array.from({ length: 300 }, (_, index) => `${'é'.repeat(20)}${index}`);
    const chunks = chunkKeys(long);
    expect(chunks.flat()).toEqual(long);
    for (const chunk of chunks) expect(encodeURIComponent(chunk.join('|')).length).toBeLessThan(6 * 1024);
    expect(chunkKeys([10 ** 15, ...keys(299)])).toHaveLength(1);
  });

  it('hold a key that is too long alone', () => {
    expect(chunkKeys(['x'.repeat(7_000), 'y'])).toEqual([['x'.repeat(7_000)], ['y']]);
  });
});
