import { getEventListeners } from 'node:events';
import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { RundbClient } from '../../src/rundb/client.js';
import { integer, resource, text } from '../../src/rundb/resource.js';
import { envelope, failureOf, type NumberedRow, numberedRows, withStub } from './stub-server.js';

const results = resource('results', { id: integer('FO!'), status: text('FO') });
const dear = resource('results', { id: integer('FO!') }, { pageSize: 20 });
const all = { first: 100_000, offset: 0 };

/** A table that a hook may change before each request is answered. */
function table(
  rows: NumberedRow[],
  beforeAnswer: (request: number) => void = () => undefined,
): RequestListener {
  let count = 0;
  return ({ url = '' }, response) => {
    count += 1;
    beforeAnswer(count);
    response.end(envelope(rows, url));
  };
}

const ids = ({ rows }: { readonly rows: readonly { readonly id: unknown }[] }) => rows.map(({ id }) => id);
const walk = (client: RundbClient, stretch = all) => client.walk(results, [['status', 'Completed']], stretch);

describe('a walk', () => {
  it('reads 2,500 rows in three requests', () =>
    withStub(table(numberedRows(2_500)), async (client, { requests }) => {
      const page = await walk(client);
      expect(page.totalCount).toBe(2_500);
      expect(ids(page)).toEqual(numberedRows(2_500).map(({ id }) => id));
      expect(requests[0]).toBe('GET /rundb/api/v1/results/?status=Completed&limit=1000');
      expect(requests.slice(1).sort()).toEqual([
        'GET /rundb/api/v1/results/?status=Completed&limit=1000&offset=1000',
        'GET /rundb/api/v1/results/?status=Completed&limit=500&offset=2000',
      ]);
    }));

  it.each([
    [{ first: 20, offset: 0 }, 1, 315, 296],
    [{ first: 20, offset: 310 }, 1, 5, 1],
    [{ first: 45, offset: 5 }, 3, 310, 266],
    [{ first: 60, offset: 300 }, 1, 15, 1],
  ])('reads the stretch %p in pages of the resource in %p requests', (stretch, count, from, to) =>
    withStub(table(numberedRows(315)), async (client, { requests }) => {
      const page = await client.walk(dear, [], stretch);
      expect(ids(page)).toEqual(numberedRows(from, to).map(({ id }) => id));
      expect(page.totalCount).toBe(315);
      expect(requests).toHaveLength(count);
    }),
  );

  it.each([[{ first: 0, offset: 0 }], [{ first: 20, offset: 315 }], [{ first: 20, offset: 10 ** 12 }]])(
    'counts, where %p holds no rows',
    (stretch) =>
      withStub(table(numberedRows(315)), async (client, { requests }) => {
        expect(await walk(client, stretch)).toEqual({ rows: [], totalCount: 315 });
        expect(requests).toHaveLength(1);
      }),
  );

  it('reads an empty list', () =>
    withStub(table([]), async (client) => expect(await walk(client)).toEqual({ rows: [], totalCount: 0 })));

  it('reads again when rows arrive meanwhile', async () => {
    const rows = numberedRows(2_500);
    const arrive = (request: number) => request === 2 && rows.unshift({ id: 2_501 });
    await withStub(table(rows, arrive), async (client, { requests }) => {
      const page = await walk(client);
      expect(page.totalCount).toBe(2_501);
      expect(ids(page)).toEqual(numberedRows(2_501).map(({ id }) => id));
      expect(requests).toHaveLength(6);
    });
  });

  it('reads again when rows go meanwhile', async () => {
    const rows = numberedRows(2_500);
    const leave = (request: number) => request === 2 && rows.splice(5, 1);
    await withStub(table(rows, leave), async (client) => {
      const page = await walk(client);
      expect(page.totalCount).toBe(2_499);
      expect(new Set(ids(page)).size).toBe(2_499);
    });
  });

  it('reads again when rows go meanwhile from a list that is longer', async () => {
    const rows = numberedRows(2_500);
    const leave = (request: number) => request === 2 && rows.splice(5, 1);
    await withStub(table(rows, leave), async (client, { requests }) => {
      const page = await walk(client, { first: 2_000, offset: 0 });
      expect(page.totalCount).toBe(2_499);
      expect(ids(page)).toEqual(rows.slice(0, 2_000).map(({ id }) => id));
      expect(requests).toHaveLength(4);
    });
  });

  it('reads again when as many rows come as go', async () => {
    const rows = numberedRows(2_500);
    const turn = (request: number) => request === 2 && rows.splice(2_400, 1) && rows.unshift({ id: 9_999 });
    await withStub(table(rows, turn), async (client) => {
      const page = await walk(client);
      expect(ids(page)).toEqual(rows.map(({ id }) => id));
    });
  });

  it('reads again when the server gives fewer rows than it counts', async () => {
    let count = 0;
    const listener: RequestListener = ({ url = '' }, response) => {
      count += 1;
      response.end(envelope(numberedRows(count === 1 ? 9 : 10), url, 10));
    };
    await withStub(listener, async (client) => expect(ids(await walk(client))).toHaveLength(10));
  });

  it('fails when the list never holds still, instead of answering less', async () => {
    const rows = numberedRows(2_500);
    await withStub(
      table(rows, () => rows.unshift({ id: rows.length + 1 })),
      async (client) => {
        const failure = await failureOf(walk(client));
        expect(failure).toMatchObject({ kind: 'badResponse', resource: 'results', server: 'lab' });
        expect(failure.message).toMatch(/kept changing/);
      },
    );
  });

  it('fails when the server always gives fewer rows than it counts', () =>
    withStub(
      ({ url = '' }, response) => response.end(envelope(numberedRows(9), url, 10)),
      async (client) => expect(await failureOf(walk(client))).toMatchObject({ kind: 'badResponse' }),
    ));

  it('gives rows once that the list itself repeats', async () => {
    const rows = numberedRows(1_500).flatMap((row) => [row, row]);
    await withStub(table(rows), async (client, { requests }) => {
      const page = await walk(client);
      expect(ids(page)).toEqual(numberedRows(1_500).map(({ id }) => id));
      expect(page.totalCount).toBe(3_000);
      expect(requests).toHaveLength(3);
    });
    const uneven = [{ id: 9_999 }, ...rows];
    await withStub(table(uneven), async (client, { requests }) => {
      expect(ids(await walk(client))).toHaveLength(1_501);
      expect(requests).toHaveLength(8);
    });
  });

  it('fails with the first page that fails', () =>
    withStub(
      ({ url = '' }, response) =>
        url.includes('offset=2000')
          ? response.writeHead(503).end()
          : response.end(envelope(numberedRows(2_500), url)),
      async (client) =>
        expect(await failureOf(walk(client))).toMatchObject({ kind: 'unavailable', status: 503 }),
    ));

  it('asks for as many pages at once as there are sockets, and no more', async () => {
    const rows = numberedRows(29 * 20);
    let held: (() => void)[] = [];
    let most = 0;
    const release = () => {
      most = Math.max(most, held.length);
      for (const answer of held) answer();
      held = [];
    };
    const listener: RequestListener = ({ url = '' }, response) => {
      const answer = () => response.end(envelope(rows, url));
      if (!url.includes('offset')) return answer();
      // Answers wait for four requests, and then a moment more for a fifth that must not come.
      if (held.push(answer) === 4) setTimeout(release, 5);
      return undefined;
    };
    const task = async (client: RundbClient) =>
      expect(ids(await client.walk(dear, [], all))).toHaveLength(580);
    await withStub(listener, task, { maxSockets: 4 });
    expect(most).toBe(4);
  });

  it('leaves nothing behind at the signal of its caller', async () => {
    const { signal } = new AbortController();
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const task = async (client: RundbClient) => {
      expect(ids(await client.walk(dear, [], all))).toHaveLength(600);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    };
    await withStub(table(numberedRows(600)), task, { caller: { signal } });
    // Node warns of many listeners in a tick of its own.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});
