import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defaultServerName } from '../../src/config.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { type TestGateway, startGateway } from '../support/gateway.js';

let lab: Simulator;
let gateway: TestGateway;
let now = Date.now();
const port = () => Number(new URL(lab.url).port);

beforeAll(async () => {
  lab = await startSimulator({ port: 0 });
  // Nothing listens there any more.
  await lab.close();
  gateway = await startGateway({ running: lab, environment: { CACHE: 'memory' }, clock: () => now });
});
afterAll(async () => {
  await gateway.close();
  await lab.close();
});

const chips = '{ chips(first: 2) { nodes { name } } }';
const newest = '{ reports(first: 2) { nodes { name } } }';
const status = async () => (await gateway.data('{ servers { name status } }')) as unknown;
const ready = async () => (await fetch(new URL('/health/ready', gateway.url))).status;

const most = { tries: 600, ms: 50 };

/** Asks until the answer is right, at most so many times. */
async function comes<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if (isRight(answer) || tries === most.tries) return answer;
    await new Promise((resolve) => setTimeout(resolve, most.ms));
  }
}

const isWhole = ({ body }: { body: { errors?: unknown } }) => body.errors === undefined;
const unavailable = (field: string) => ({
  data: { [field]: null },
  errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
});

it('starts without its server, says so, and gives errors instead of empty lists', async () => {
  expect(await ready()).toBe(503);
  expect(await status()).toEqual({ servers: [{ name: defaultServerName, status: 'DOWN' }] });
  expect((await gateway.ask(chips)).body).toMatchObject(unavailable('chips'));
  expect((await gateway.ask(newest)).body).toMatchObject(unavailable('reports'));
});

it('serves when the server comes, without a restart', async () => {
  lab = await startSimulator({ port: port() });
  const answer = await comes(() => gateway.ask(chips), isWhole);
  expect(answer.body.data.chips.nodes).toHaveLength(2);
  expect(await comes(ready, (is) => is === 200)).toBe(200);
  expect(await status()).toEqual({ servers: [{ name: defaultServerName, status: 'UP' }] });
});

it('when the server is lost, gives what it knows and marks it, and errors for the rest', async () => {
  const fresh = await gateway.ask(chips);
  await lab.close();
  now += 400_000;
  const stale = await comes(
    () => gateway.ask(chips),
    ({ body }) => body.extensions?.['freshness'] !== undefined,
  );
  expect(stale.body.data).toEqual(fresh.body.data);
  expect(Object.values(stale.body.extensions?.['freshness'] ?? {})).toEqual([
    { state: 'DOWN', asOf: expect.any(String) as unknown, stale: true },
  ]);
  expect((await gateway.ask(newest)).body).toMatchObject(unavailable('reports'));
  expect(await comes(ready, (is) => is === 503)).toBe(503);
  expect(await status()).toEqual({ servers: [{ name: defaultServerName, status: 'DOWN' }] });
});

it('serves again when the server is back', async () => {
  lab = await startSimulator({ port: port() });
  const answer = await comes(() => gateway.ask(newest), isWhole);
  expect(answer.body.data.reports.nodes).toHaveLength(2);
  const again = await gateway.ask(chips);
  expect(again.body.errors).toBeUndefined();
  expect(Object.values(again.body.extensions?.['freshness'] ?? {})).not.toContainEqual(
    expect.objectContaining({ stale: true }),
  );
  expect(await comes(ready, (is) => is === 200)).toBe(200);
});
