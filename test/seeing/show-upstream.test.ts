import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

const query =
  '{ report(id: 3) { name libMetrics { totalNumReads } pluginStates { status } } chips(first: 2, filter: { name: { eq: "510" } }) { totalCount } }';
const asking = { headers: { 'rundb-show-upstream': '1' } };

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { SHOW_UPSTREAM: 'on' } });
});
afterAll(() => gateway.close());

describe('extensions.upstream', () => {
  it('shows each request by its path without keys and values', async () => {
    const { body } = await gateway.ask(query, {}, asking);
    const shown = body.extensions?.['upstream'] as { requests: number; calls: { path: string }[] };
    expect(shown.requests).toBe(gateway.requests().length);
    expect(shown.calls).toHaveLength(shown.requests);
    expect(shown.calls).toContainEqual({
      server: 'torrent-server',
      method: 'GET',
      path: 'results/{}/',
      status: 200,
      ms: expect.any(Number),
    });
    expect(shown.calls.map(({ path }) => path).join()).not.toMatch(/\d/);
    expect(shown.calls.map(({ path }) => path).join()).toContain('name');
  });

  it('shows what was sent again', async () => {
    gateway.simulator.setWeather({ rules: [{ path: 'rig/', next: 1, answer: 503 }] });
    const { body } = await gateway.ask('{ rigs(first: 1) { totalCount } }', {}, asking);
    gateway.simulator.setWeather();
    expect(body).not.toHaveProperty('errors');
    expect(body.extensions?.['upstream']).toMatchObject({
      requests: 2,
      calls: [{ status: 503 }, { status: 200, attempt: 2 }],
    });
  });

  it('shows what came from the caches', async () => {
    const environment = { SHOW_UPSTREAM: 'on', CACHE: 'memory' };
    const caching = await startGateway({ running: gateway.simulator, environment });
    const first = await caching.ask(query, {}, asking);
    const second = await caching.ask(query, {}, asking);
    await caching.close();
    expect(first.body.extensions?.['upstream']).toMatchObject({ fromCache: [] });
    expect(second.body.extensions?.['upstream']).toMatchObject({
      requests: 0,
      calls: [],
      fromCache: expect.arrayContaining([
        { server: 'torrent-server', resource: 'results', outcome: 'hit', count: 1 },
      ]),
    });
    expect(second.body.data).toEqual(first.body.data);
  });

  it('shows what failed, and how', async () => {
    gateway.simulator.setWeather({ rules: [{ path: 'chip/', cut: 'before' }] });
    const { body } = await gateway.ask('{ chips(first: 1) { totalCount } }', {}, asking);
    gateway.simulator.setWeather();
    const { calls } = body.extensions?.['upstream'] as { calls: readonly object[] };
    expect(calls[0]).toMatchObject({ failure: expect.any(String) });
    expect(calls[0]).not.toHaveProperty('status');
  });

  it('is for those only who ask', async () => {
    expect((await gateway.ask(query)).body).not.toHaveProperty('extensions');
  });

  it('is for nobody unless the configuration says so', async () => {
    const silent = await startGateway({ running: gateway.simulator });
    const { body } = await silent.ask(query, {}, asking);
    await silent.close();
    expect(body).not.toHaveProperty('extensions');
  });
});
