import { afterEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { startSimulator } from '../../src/simulator/server.js';
import { eventually } from '../support/eventually.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { mostAtOnce } from '../support/most-at-once.js';

let gateway: TestGateway;
afterEach(() => gateway.close());

const plain = { CACHE: 'off' };
const listOfEach = '{ samples(first: 30) { nodes { experiments(first: 1) { nodes { name } } } } }';
const codesOf = ({ body }: Awaited<ReturnType<TestGateway['ask']>>) =>
  (body.errors ?? []).map(({ extensions }) => extensions['code']);

describe('the shield of a server', () => {
  it('lets so many requests through at once as is said, whoever asks for them', async () => {
    gateway = await startGateway({ environment: { ...plain, RUNDB_MAX_CONCURRENT: '3' } });
    const { simulator } = gateway;
    simulator.setWeather({ delay: 15 });
    simulator.log.clear();
    const users = ['ionadmin', 'ionuser', 'readonly'];
    const query = (n: number) =>
      `{ experiments(first: ${n + 5}) { nodes { name reports { name libMetrics { totalNumReads } } } } }`;
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => fetchAs(gateway.url, users[n % 3] ?? '', query(n))),
    );
    expect(answers.filter(({ errors }) => errors !== undefined)).toEqual([]);
    expect(simulator.log.entries.length).toBeGreaterThan(12);
    expect(mostAtOnce(simulator.log.entries)).toBe(3);
  });

  it('asks once for what a caller asks twice at the same time', async () => {
    gateway = await startGateway({ environment: plain });
    const { simulator } = gateway;
    const query = '{ chips { nodes { name } } }';
    await gateway.data(query);
    simulator.setWeather({ rules: [{ hang: true }] });
    simulator.log.clear();
    const asked = [0, 1].map(() => fetchAs(gateway.url, 'ionadmin', query));
    const other = fetchAs(gateway.url, 'ionuser', query);
    await eventually(() => simulator.log.entries.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    simulator.setWeather();
    const [one, two, three] = await Promise.all([...asked, other]);
    expect(one).toEqual(two);
    expect(one).toEqual(three);
    expect(simulator.log.entries).toHaveLength(2);
  });

  it('ends an operation in time, with what there is', async () => {
    gateway = await startGateway({ environment: { ...plain, REQUEST_TIMEOUT_MS: '1500' } });
    gateway.simulator.setWeather({ rules: [{ path: 'projectresults/', hang: true }] });
    const answer = await gateway.ask('{ chips { nodes { name } } reports { nodes { name } } }');
    expect(answer.body.data.chips.nodes.length).toBeGreaterThan(3);
    expect(codesOf(answer)).toEqual(['UPSTREAM_TIMEOUT']);
    expect(answer.body.data.reports).toBeNull();
    gateway.simulator.setWeather();
  });

  it('refuses an operation that asks for too many requests, and what is too much for the queue', async () => {
    const environment = {
      ...plain,
      MAX_UPSTREAM_REQUESTS: '5',
      RUNDB_MAX_QUEUED: '2',
      RUNDB_MAX_CONCURRENT: '1',
    };
    gateway = await startGateway({ environment });
    const many = await gateway.ask(listOfEach);
    expect(new Set(codesOf(many))).toEqual(new Set(['QUERY_TOO_COMPLEX', 'UPSTREAM_OVERLOADED']));
    expect(gateway.requests().length).toBeLessThanOrEqual(5);
    expect(codesOf(await gateway.ask('{ chips { nodes { name } } }'))).toEqual([]);
  });
});

it('a server that is down at start, or lost in the middle, is served again when it is back', async () => {
  const first = await startSimulator();
  const port = Number(new URL(first.url).port);
  await first.close();
  gateway = await startGateway({ upstream: first.url, environment: plain });
  const ready = async () => (await fetch(new URL('/health/ready', gateway.url))).status;
  const status = async () => (await gateway.data('{ servers { status } }')).servers[0].status;
  const query = '{ chips { nodes { name } } }';
  for (let round = 0; round < 2; round += 1) {
    expect(codesOf(await gateway.ask(query))).toEqual(['UPSTREAM_UNAVAILABLE']);
    await until(async () => (await status()) === 'DOWN');
    expect(await ready()).toBe(503);
    const server = await startSimulator({ port });
    await until(async () => codesOf(await gateway.ask(query)).length === 0);
    await until(async () => (await status()) === 'UP');
    expect(await ready()).toBe(200);
    await server.close();
    await until(async () => codesOf(await gateway.ask(query)).length > 0);
  }
});

it('is told by the environment', () => {
  expect(readConfig({}).shield).toEqual({
    maxConcurrent: 6,
    maxWaiting: 1_000,
    maxRetries: 2,
    mostRequests: 2_000,
    splitsLists: true,
  });
  expect(() => readConfig({ RUNDB_MAX_CONCURRENT: '0' })).toThrow('RUNDB_MAX_CONCURRENT: must be');
  expect(() => readConfig({ RUNDB_RETRIES: '99' })).toThrow('RUNDB_RETRIES: must be');
});

const keys: Readonly<Record<string, string>> = {
  ionadmin: 'efb7a14021732d773a4258b69d9452042a31a6b6',
  ionuser: '1'.repeat(40),
  readonly: '2'.repeat(40),
};

async function fetchAs(url: string, user: string, query: string): Promise<{ errors?: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `ApiKey ${user}:${keys[user]}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { errors?: unknown };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
