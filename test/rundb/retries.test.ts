import { describe, expect, it } from '@jest/globals';
import type { RequestListener, ServerResponse } from 'node:http';
import type { RundbClient } from '../../src/rundb/client.js';
import type { RequestReport } from '../../src/rundb/connection.js';
import { integer, resource } from '../../src/rundb/resource.js';
import { connectTo, failureOf, startStub, withStub } from './stub-server.js';

const chip = resource('chip', { id: integer('FO!') });
const list = '{"meta": {"total_count": 1}, "objects": [{"id": 1}]}';
const page = (client: RundbClient, id = 0) => client.page(chip, id === 0 ? [] : [['id', String(id)]]);
const good = (response: ServerResponse) => response.writeHead(200).end(list);
const bad =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, headers).end('<html></html>');

type Answering = (response: ServerResponse) => unknown;

/** Answers the first requests as told, all others well. */
function first(...answers: readonly Answering[]): RequestListener {
  const left = [...answers];
  return (_request, response) => void (left.shift() ?? good)(response);
}

const cut: Answering = (response) => response.destroy();
const cutWithin: Answering = (response) => {
  response.writeHead(200, { 'content-length': String(list.length) });
  response.write(list.slice(0, 20), () => response.destroy());
};

describe('a GET is sent again', () => {
  it.each<[string, Answering]>([
    ['429', bad(429)],
    ['502', bad(502)],
    ['503', bad(503)],
    ['504', bad(504)],
    ['503 that says when', bad(503, { 'retry-after': '0' })],
    ['503 that says a time gone by', bad(503, { 'retry-after': 'Sat, 01 Jan 2000 00:00:00 GMT' })],
    ['a connection that is cut', cut],
    ['an answer that is cut', cutWithin],
  ])('after %s', async (_, answer) => {
    const reports: RequestReport[] = [];
    const caller = { onRequest: (done: RequestReport) => void reports.push(done) };
    const task = async (client: RundbClient) => expect((await page(client)).rows).toHaveLength(1);
    await withStub(first(answer), task, { maxRetries: 2, caller });
    expect(reports.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(reports[1]).toMatchObject({ status: 200, isShared: false });
  });

  it('so often as may be and no more', () =>
    withStub(
      (_, response) => void bad(503)(response),
      async (client, { requests }) => {
        expect(await failureOf(page(client))).toMatchObject({ kind: 'unavailable', status: 503 });
        expect(requests).toHaveLength(3);
      },
      { maxRetries: 2 },
    ));

  it.each<[string, Answering]>([
    ['500', bad(500)],
    ['404', bad(404)],
    ['401', bad(401)],
    ['400', bad(400)],
    ['a server that wants to be left alone for long', bad(503, { 'retry-after': '3600' })],
  ])('not after %s', (_, answer) =>
    withStub(
      first(answer),
      async (client, { requests }) => {
        await failureOf(page(client));
        expect(requests).toHaveLength(1);
      },
      { maxRetries: 2 },
    ),
  );

  it('not beyond the caller’s time', () =>
    withStub(
      first(bad(503, { 'retry-after': '5' })),
      async (client, { requests }) => {
        expect(await failureOf(page(client))).toMatchObject({ kind: 'unavailable' });
        expect(requests).toHaveLength(1);
      },
      { maxRetries: 2, caller: { until: performance.now() + 4_000 } },
    ));

  it('and never anything but a GET', () =>
    withStub(
      first(cut),
      async (client, { requests }) => {
        expect(await failureOf(client.create(chip, {}))).toMatchObject({ kind: 'unavailable' });
        expect(requests).toHaveLength(1);
      },
      { maxRetries: 2 },
    ));

  it('ever more rarely in an outage', async () => {
    // Every fifth is answered, so that the server is not taken for lost.
    let count = 0;
    const stub = await startStub((_request, response) => {
      count += 1;
      void (count % 5 === 0 ? good : bad(503, { 'retry-after': '0' }))(response);
    });
    const connection = connectTo(stub, { maxRetries: 5 });
    try {
      const client = connection.client({});
      for (let id = 1; id <= 100; id += 1) await page(client, id).catch(() => undefined);
      // 20 that are saved up, and one for each ten requests.
      expect(connection.state.retried).toBeGreaterThanOrEqual(20);
      expect(connection.state.retried).toBeLessThanOrEqual(30);
      expect(stub.requests.length).toBe(100 + connection.state.retried);
    } finally {
      connection.close();
      await stub.close();
    }
  });
});
