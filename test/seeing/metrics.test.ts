import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { readFileSync } from 'node:fs';
import { readMetrics, type Sample, valueOf } from './read-metrics.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { METRICS: 'on', CACHE: 'memory' } });
});
afterAll(() => gateway.close());

async function scrape(): Promise<readonly Sample[]> {
  const answer = await fetch(new URL('/metrics', gateway.url));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  return readMetrics(await answer.text());
}

const prefix = 'rundb_graphql';

/** By how much a metric rises while something is done. */
async function riseOf(name: string, labels: Record<string, string>, task: () => Promise<unknown>) {
  const before = valueOf(await scrape(), name, labels) ?? 0;
  await task();
  return (valueOf(await scrape(), name, labels) ?? 0) - before;
}

describe('/metrics', () => {
  it.each([
    ['an answer', { type: 'query', outcome: 'ok' }, '{ chips(first: 1) { totalCount } }'],
    [
      'an answer with errors',
      { type: 'query', outcome: 'partial' },
      '{ node(id: "x") { id } chips(first: 1) { totalCount } }',
    ],
    ['what cannot be run', { outcome: 'refused' }, '{ nothing }'],
  ])('counts %s', async (_name, labels, query) => {
    expect(await riseOf(`${prefix}_operations_total`, labels, () => gateway.ask(query))).toBe(1);
  });

  it('counts errors by code', async () => {
    const rise = await riseOf(`${prefix}_errors_total`, { code: 'UNAUTHENTICATED' }, () =>
      gateway.ask('{ chips { totalCount } }', {}, { user: null }),
    );
    expect(rise).toBe(1);
  });

  it('counts the requests that the Torrent Server got', async () => {
    const labels = { server: 'torrent-server', resource: 'chip', method: 'GET', status: '200' };
    const rise = await riseOf(`${prefix}_upstream_requests_total`, labels, () =>
      gateway.data('{ chips(first: 3) { totalCount nodes { name } } }'),
    );
    expect(rise).toBeGreaterThan(0);
    expect(rise).toBe(gateway.requests().filter(({ path }) => path.includes('/chip/')).length);
  });

  it('counts what failed by what became of it', async () => {
    gateway.simulator.setWeather({ rules: [{ path: 'rig/', answer: 500 }] });
    const labels = { resource: 'rig', status: '500' };
    const rise = await riseOf(`${prefix}_upstream_requests_total`, labels, () =>
      gateway.ask('{ rigs(first: 1) { totalCount } }'),
    );
    gateway.simulator.setWeather();
    expect(rise).toBeGreaterThan(0);
  });

  it('counts what came from the caches', async () => {
    const labels = { server: 'torrent-server', resource: 'chip', outcome: 'hit' };
    const ask = () => gateway.data('{ chips(first: 4) { totalCount } }');
    await ask();
    expect(await riseOf(`${prefix}_cache_looks_total`, labels, ask)).toBe(1);
    const samples = await scrape();
    expect(valueOf(samples, `${prefix}_cache_store_up`, { kind: 'memory' })).toBe(1);
    expect(valueOf(samples, `${prefix}_cache_bytes`)).toBeGreaterThan(0);
  });

  it('knows how the servers are', async () => {
    const samples = await scrape();
    expect(valueOf(samples, `${prefix}_server_up`, { server: 'torrent-server' })).toBe(1);
    expect(valueOf(samples, `${prefix}_server_info`, { version: '5.18.1' })).toBe(1);
  });

  it('knows the process', async () => {
    expect(valueOf(await scrape(), 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  it('has no series that callers could make', async () => {
    await gateway.ask('query Mine1 { chips(first: 1) { totalCount } }');
    const known = (await scrape()).length;
    for (const name of ['Mine2', 'Mine3', 'Mine4']) {
      await gateway.ask(
        `query ${name} { chips(first: 1, filter: { name: { eq: "${name}" } }) { totalCount } }`,
      );
      await fetch(new URL(`/${name}`, gateway.url));
    }
    const samples = await scrape();
    expect(samples).toHaveLength(known);
    expect(JSON.stringify(samples)).not.toContain('Mine');
  });
});

describe('operations of the configuration', () => {
  it('are told apart by name, and no others', async () => {
    const known = await startGateway({
      running: gateway.simulator,
      environment: { PERSISTED_DOCUMENTS: 'examples' },
    });
    await known.data(readFileSync('examples/1-all-chips.graphql', 'utf8'));
    await known.data('query Mine { chips(first: 1) { totalCount } }');
    const samples = readMetrics(await (await fetch(new URL('/metrics', known.url))).text());
    await known.close();
    const counted = samples.filter(({ name }) => name === `${prefix}_operations_total`);
    expect(counted.map(({ labels }) => labels['document']).sort()).toEqual(['1-all-chips.graphql', 'other']);
    const line = known.lines.find(({ document }) => document === '1-all-chips.graphql');
    expect(line).toMatchObject({ msg: 'operation', status: 200 });
  });
});

describe('docs/operations.md', () => {
  it('has each metric with its labels', async () => {
    const told = readFileSync('docs/operations.md', 'utf8').matchAll(
      /^\| `(rundb_graphql_\w+)` +\|(.*?)\|/gm,
    );
    const labels = (text: string) => [...text.matchAll(/\w+/g)].map(([label]) => label).sort();
    const documented = [...told].map(([, name, text = '']) => [name, labels(text)]);
    const samples = (await scrape()).filter(({ name }) => name.startsWith(prefix));
    const seen = new Map(
      samples.map((one) => [
        one.name.replace(/_(bucket|sum|count)$/, ''),
        Object.keys(one.labels)
          .filter((label) => label !== 'le')
          .sort(),
      ]),
    );
    expect(documented.sort()).toEqual([...seen].sort());
  });
});

describe('where they are', () => {
  it('is nowhere unless the configuration says so', async () => {
    const silent = await startGateway({ running: gateway.simulator, environment: { METRICS: 'off' } });
    const { status } = await fetch(new URL('/metrics', silent.url));
    await silent.close();
    expect(status).toBe(404);
  });

  it('is a port of their own where one is named, with nothing else there', async () => {
    const own = await startGateway({ running: gateway.simulator, environment: { METRICS_PORT: '0' } });
    const origin = own.metricsUrl ?? '';
    const seen = [];
    for (const url of [origin, new URL('/graphql', origin), new URL('/metrics', own.url)])
      seen.push((await fetch(url)).status);
    seen.push((await fetch(origin, { method: 'POST' })).status);
    await own.close();
    expect(seen).toEqual([200, 404, 404, 405]);
    await expect(fetch(origin)).rejects.toThrow();
  });
});
