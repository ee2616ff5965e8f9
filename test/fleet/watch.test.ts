import { afterEach, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DialectKeeper } from '../../src/fleet/dialect-keeper.js';
import { watch } from '../../src/fleet/watch.js';
import { type Connection, connect } from '../../src/rundb/connection.js';

let server: Server | undefined;
let connection: Connection | undefined;
afterEach(async () => {
  connection?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

const openDoor = { admit: () => undefined, refusal: undefined };
let asked = 0;

async function watched(listener: RequestListener, patience?: number) {
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const timeouts = { connect: 1_000, response: 60_000, request: 60_000 };
  connection = connect({ name: 'lab', url: `http://127.0.0.1:${port}`, timeouts });
  const dialects = new DialectKeeper();
  return watch({ name: 'lab', webUrl: undefined, connection, dialects, guard: openDoor }, patience);
}

const json: RequestListener = (request, response) => {
  expect(request.url).toBe('/rundb/api/v1/torrentsuite/version/');
  expect(request.headers.authorization).toBeUndefined();
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"meta_version": "5.18.1"}');
};

it('a server that says its version is up, and is asked once for all who want to know', async () => {
  const facts = await watched(json);
  const states = await Promise.all([facts.check(), facts.check()]);
  expect(states[0]).toMatchObject({ status: 'UP', version: '5.18.1' });
  expect(states[1]).toBe(states[0]);
  expect(asked).toBe(1);
});

it('a server that answers something else is degraded', async () => {
  const facts = await watched((_request, response) => response.end('<html></html>'));
  expect(await facts.check()).toMatchObject({ status: 'DEGRADED', version: undefined });
});

it('a server that is silent is down, and nobody waits for it', async () => {
  const facts = await watched(() => undefined, 50);
  expect(await facts.check()).toMatchObject({ status: 'DOWN', version: undefined });
});
