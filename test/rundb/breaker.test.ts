import { afterEach, describe, expect, it } from '@jest/globals';
import type { RequestListener } from 'node:http';
import type { RundbClient } from '../../src/rundb/client.js';
import type { Connection } from '../../src/rundb/connection.js';
import { integer, resource } from '../../src/rundb/resource.js';
import { eventually } from '../support/eventually.js';
import { connectTo, failureOf, startStub, type Stub } from './stub-server.js';

const chip = resource('chip', { id: integer('FO!') });
const page = (client: RundbClient) => client.page(chip, []);

let stub: Stub;
let connection: Connection;
afterEach(async () => {
  connection.close();
  await stub.close();
});

/** A server that answers lists with the status, and its version or not. */
async function open(server: { status: number; version: number }): Promise<RundbClient> {
  const listener: RequestListener = ({ url }, response) => {
    const status = url?.includes('torrentsuite') === true ? server.version : server.status;
    response.writeHead(status).end('{"meta": {"total_count": 0}, "objects": []}');
  };
  stub = await startStub(listener);
  connection = connectTo(stub);
  return connection.client({});
}

async function failTimes(client: RundbClient, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await failureOf(page(client));
}

describe('a server that is lost', () => {
  it('is asked for its version, and then for nothing until it is back', async () => {
    const server = { status: 503, version: 503 };
    const client = await open(server);
    await failTimes(client, 5);
    expect(connection.state.circuit).toBe('open');
    const failure = await failureOf(page(client));
    expect(failure).toMatchObject({
      kind: 'unavailable',
      status: undefined,
      resource: 'chip',
      server: 'lab',
    });
    expect(failure.message).toBe(
      'The Torrent Server is out of service. It is tried again every few seconds.',
    );
    const lists = () => stub.requests.filter((request) => request.includes('/chip/')).length;
    expect(stub.requests.at(-1)).toBe('GET /rundb/api/v1/torrentsuite/version/');
    await failTimes(client, 5);
    expect(lists()).toBe(5);
    expect(connection.state.refused).toBe(6);
    Object.assign(server, { status: 200, version: 200 });
    let isBack = false;
    const ask = () =>
      page(client).then(
        () => (isBack = true),
        () => undefined,
      );
    await eventually(() => (void ask(), isBack));
    expect(connection.state.circuit).toBe('closed');
  });

  it('is not taken for lost while it tells its version', async () => {
    const client = await open({ status: 503, version: 200 });
    await failTimes(client, 20);
    expect(stub.requests.filter((request) => request.includes('/chip/'))).toHaveLength(20);
    expect(connection.state.refused).toBe(0);
  });

  it.each([400, 401, 404, 500])('is not one that answers %i', async (status) => {
    const client = await open({ status, version: 503 });
    await failTimes(client, 20);
    expect(stub.requests).toHaveLength(20);
    expect(connection.state.circuit).toBe('closed');
  });

  it('may be one that is silent', async () => {
    stub = await startStub(() => undefined);
    connection = connectTo(stub, { timeouts: { connect: 1_000, response: 30, request: 30 } });
    const client = connection.client({});
    for (let index = 0; index < 5; index += 1) {
      expect(await failureOf(page(client))).toMatchObject({ kind: 'timeout' });
    }
    expect(await failureOf(page(client))).toMatchObject({ kind: 'unavailable' });
    expect(connection.state.circuit).toBe('open');
  });
});

describe('the way to a server', () => {
  it('is not blamed for callers who leave', async () => {
    stub = await startStub(() => undefined);
    connection = connectTo(stub);
    for (let index = 0; index < 8; index += 1) {
      const leaving = new AbortController();
      const asked = failureOf(page(connection.client({ signal: leaving.signal })));
      await eventually(() => stub.requests.length > index);
      leaving.abort();
      expect(await asked).toMatchObject({ kind: 'cancelled' });
    }
    expect(connection.state).toMatchObject({ circuit: 'closed', running: 0, waiting: 0 });
  });

  it('refuses what is too much', async () => {
    stub = await startStub(() => undefined);
    connection = connectTo(stub, { maxSockets: 1, maxWaiting: 2 });
    const leaving = new AbortController();
    const client = connection.client({ signal: leaving.signal });
    const asked = [0, 1, 2].map(() => failureOf(page(client)));
    expect(connection.state).toMatchObject({ running: 1, waiting: 2 });
    expect(await failureOf(page(client))).toMatchObject({ kind: 'overloaded', resource: 'chip' });
    leaving.abort();
    await Promise.all(asked);
    expect(connection.state).toMatchObject({ running: 0, waiting: 0, overflowed: 1 });
  });
});
