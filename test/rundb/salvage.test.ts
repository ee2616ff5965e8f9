import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { integer, resource } from '../../src/rundb/resource.js';
import { LostRow } from '../../src/rundb/row-fault.js';
import { envelope, failureOf, type NumberedRow, numberedRows, withStub } from './stub-server.js';

const results = resource('results', { id: integer('FO!') });
const canned = '{"error_message": "Sorry, this request could not be processed. Please try again later."}';
const emptyAttribute = `{"error": "The model '&lt;Results: x&gt;' has an empty attribute 'eas' and doesn't allow a null value."}`;

type Answer = readonly [status: number, body: string];

/** A table that is printed as a whole or not at all, as rundb does it. */
function table(rows: NumberedRow[], isBad: (id: number) => boolean, [status, body]: Answer): RequestListener {
  return ({ url = '' }, response) => {
    const page = envelope(rows, url);
    const { objects } = JSON.parse(page) as { objects: NumberedRow[] };
    if (objects.some(({ id }) => isBad(id))) response.writeHead(status).end(body);
    else response.end(page);
  };
}

const keyOf = (row: object) => (row instanceof LostRow ? 'lost' : (row as NumberedRow).id);
const all = { first: 5_000, offset: 0 };

describe('a list with rows that rundb cannot print', () => {
  it.each<[string, Answer]>([
    ['a crash', [500, canned]],
    ['a crash with its traceback', [500, '{"error_message": "x", "traceback": "y"}']],
    ['a relation that may not be empty', [400, emptyAttribute]],
  ])('%s: the others are read, in few requests', (_what, answer) =>
    withStub(
      table(numberedRows(1_500), (id) => id === 777, answer),
      async (client, { requests }) => {
        const page = await client.salvage(results, [], all);
        expect(page.totalCount).toBe(1_500);
        const expected = numberedRows(1_500).map(({ id }) => (id === 777 ? 'lost' : id));
        expect(page.rows.map(keyOf)).toEqual(expected);
        // Two pages, a page without rows, and two halves for each time that a thousand rows can be halved.
        expect(requests.length).toBeLessThanOrEqual(2 + 1 + 2 * 10);
      },
    ),
  );

  it('several bad rows, the first and the last among them', () =>
    withStub(
      table(numberedRows(100), (id) => [1, 50, 51, 100].includes(id), [500, canned]),
      async (client) => {
        const { rows } = await client.salvage(results, [], { first: 100, offset: 0 });
        const lost = rows.flatMap((row, index) => (row instanceof LostRow ? [index] : []));
        expect(lost).toEqual([0, 49, 50, 99]);
        expect(rows).toHaveLength(100);
      },
    ));

  it('is not taken apart where a page without rows fails as well', () => {
    const crash: RequestListener = (_, response) => response.writeHead(500).end(canned);
    return withStub(crash, async (client, { requests }) => {
      expect((await failureOf(client.salvage(results, [], all))).kind).toBe('serverError');
      expect(requests).toHaveLength(2);
    });
  });

  it.each<[string, Answer]>([
    ['a web page', [500, '<html></html>']],
    ['another refusal', [400, '{"error": "The field does not allow filtering."}']],
    ['a server out of service', [503, canned]],
    ['a caller unknown', [401, '']],
  ])('is not taken apart for %s', (_what, answer) =>
    withStub(
      table(numberedRows(20), (id) => id === 7, answer),
      async (client, { requests }) => {
        await failureOf(client.salvage(results, [], all));
        expect(requests).toHaveLength(1);
      },
    ),
  );

  it('is given up where all rows are bad', () =>
    withStub(
      table(numberedRows(1_000), () => true, [500, canned]),
      async (client, { requests }) => {
        expect((await failureOf(client.salvage(results, [], all))).kind).toBe('serverError');
        expect(requests.length).toBeLessThanOrEqual(2 + 2 + 4 + 8 + 16);
      },
    ));

  it('is given up where too many are', () =>
    withStub(
      table(numberedRows(1_000), (id) => id % 10 === 0, [500, canned]),
      async (client, { requests }) => {
        expect((await failureOf(client.salvage(results, [], all))).kind).toBe('serverError');
        expect(requests.length).toBeLessThanOrEqual(130);
      },
    ));

  it('is read again where rows come while it is taken apart', () => {
    const rows = numberedRows(20);
    let count = 0;
    const growing: RequestListener = (request, response) => {
      count += 1;
      if (count === 5) rows.unshift({ id: 21 });
      table(rows, (id) => id === 7, [500, canned])(request, response);
    };
    return withStub(growing, async (client) => {
      const page = await client.salvage(results, [], all);
      expect(page.totalCount).toBe(21);
      expect(page.rows.map(keyOf)).toEqual(numberedRows(21).map(({ id }) => (id === 7 ? 'lost' : id)));
    });
  });

  it('is counted though its first row is bad', () =>
    withStub(
      table(numberedRows(20), (id) => id === 20, [500, canned]),
      async (client, { requests }) => {
        expect(await client.count(results, [])).toBe(20);
        expect(requests).toHaveLength(2);
      },
    ));
});
