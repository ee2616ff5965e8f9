import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { RundbClient } from '../../src/rundb/client.js';
import type { Caller, Connection, RequestReport } from '../../src/rundb/connection.js';
import { integer, resource } from '../../src/rundb/resource.js';
import { eventually } from '../support/eventually.js';
import { connectTo, failureOf, startStub, type Stub } from './stub-server.js';

const chip = resource('chip', { id: integer('FO!') });
const page = (client: RundbClient) => client.page(chip, []);

let stub: Stub;
let connection: Connection;
let held: ServerResponse[];
afterEach(async () => {
  connection.close();
  await stub.close();
});

/** A server that keeps every GET waiting. */
async function open(): Promise<void> {
  held = [];
  stub = await startStub(({ method }, response) => {
    if (method === 'GET') held.push(response);
    else response.writeHead(201).end();
  });
  connection = connectTo(stub);
}

const release = () => {
  for (const response of held.splice(0))
    response.writeHead(200).end('{"meta": {"total_count": 1}, "objects": [{"id": 1}]}');
};
const clientOf = (identity: string, more: Caller = {}) =>
  connection.client({ credentials: { authorization: `ApiKey ${identity}:k` }, identity, ...more });

describe('equal GETs at the same time', () => {
  it('of one identity are one, and each gets rows of his own', async () => {
    await open();
    const reports: RequestReport[] = [];
    const more = { onRequest: (done: RequestReport) => void reports.push(done) };
    const asked = [page(clientOf('a', more)), page(clientOf('a', more))];
    await eventually(() => held.length === 1);
    release();
    const [one, other] = await Promise.all(asked);
    expect(one).toEqual(other);
    expect(one?.rows[0]).not.toBe(other?.rows[0]);
    expect(stub.requests).toHaveLength(1);
    expect(reports.map(({ isShared }) => isShared)).toEqual([false, true]);
    expect(connection.state.joined).toBe(1);
    const again = page(clientOf('a'));
    await eventually(() => held.length === 1);
    release();
    await again;
    expect(stub.requests).toHaveLength(2);
  });

  it.each<[string, Caller, Caller]>([
    ['of two identities', { identity: 'a' }, { identity: 'b' }],
    ['of nobody', {}, {}],
    ['of one who wants no older answer', { identity: 'a' }, { identity: 'a', isFresh: true }],
  ])('%s are two', async (_, one, other) => {
    await open();
    const asked = [page(connection.client(one)), page(connection.client(other))];
    await eventually(() => held.length === 2);
    release();
    await Promise.all(asked);
  });

  it('go on when one leaves, and end when the last one has left', async () => {
    await open();
    const [first, second, third] = [0, 1, 2].map(() => new AbortController());
    const asked = [first, second, third].map((leaving) =>
      page(clientOf('a', leaving ? { signal: leaving.signal } : {})),
    );
    const [one, other, last] = asked.map((answer) => failureOf(answer));
    await eventually(() => held.length === 1);
    first?.abort();
    expect(await one).toMatchObject({ kind: 'cancelled' });
    second?.abort(new DOMException('late', 'TimeoutError'));
    expect(await other).toMatchObject({ kind: 'timeout' });
    expect(held[0]?.destroyed).toBe(false);
    expect(connection.state.running).toBe(1);
    third?.abort();
    expect(await last).toMatchObject({ kind: 'cancelled' });
    await eventually(() => held[0]?.destroyed === true && connection.state.running === 0);
    const anew = page(clientOf('a'));
    await eventually(() => held.length === 2);
    release();
    expect((await anew).rows).toHaveLength(1);
  });

  it('are two when something was written between them', async () => {
    await open();
    const before = page(clientOf('a'));
    await eventually(() => held.length === 1);
    await clientOf('a').create(chip, {});
    const after = page(clientOf('a'));
    await eventually(() => held.length === 2);
    release();
    await Promise.all([before, after]);
  });
});
