import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from '../support/ask.js';

const RUNS = '/rundb/api/mesh/v1/compositeexperiment/';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

async function get(path: string) {
  const { status, text } = await ask(simulator.port, { path, headers: { Authorization: ADMIN_KEY } });
  return { status, body: text === '' ? '' : JSON.parse(text) };
}

async function datesOf(query: string): Promise<string[]> {
  const { body } = await get(`${RUNS}?limit=1000&${query}`);
  return body.objects.map((run: { date: string }) => run.date);
}

describe('the runs of the mesh', () => {
  it('are the 100 newest at most, cut at the date of the oldest, with a warning', async () => {
    const { body } = await get(`${RUNS}?limit=3&offset=98`);
    expect(body.meta).toEqual({
      limit: 3,
      offset: 98,
      total_count: 99,
      next: null,
      previous: `${RUNS}?limit=3&offset=95`,
    });
    expect(body.objects).toHaveLength(1);
    expect(body.warnings).toEqual([
      'The Torrent Server(s) localhost have too many results to display. Only experiments newer than 2023-06-13 are ' +
        'displayed. Try searching or adding additional filters.',
    ]);
  });

  it('end for who follows next from the ordinary list, long before the last', async () => {
    let link: string | null = '/rundb/api/v1/compositeexperiment/?limit=40';
    const seen = new Set<number>();
    while (link !== null) {
      const { body } = await get(link);
      for (const run of body.objects) seen.add(run.id);
      link = body.meta.next;
    }
    expect(seen.size).toBeLessThanOrEqual(100);
    expect(await get('/rundb/api/v1/compositeexperiment/?limit=1')).toMatchObject({
      body: { meta: { total_count: 152 } },
    });
  });

  it('are all there without a warning when there are few', async () => {
    const { body } = await get(`${RUNS}?star=true&limit=1`);
    expect(body).toMatchObject({ meta: { total_count: 17 }, warnings: [] });
  });

  it('come newest first unless ordered otherwise', async () => {
    const dates = await datesOf('star=true');
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(await datesOf('star=true&order_by=date')).toEqual(dates.toSorted());
    expect((await datesOf('star=true&order_by=id')).length).toBe(17);
  });

  it.each([
    ['order_by=zzz', "No matching 'zzz' field for ordering on."],
    ['order_by=-sample', "No matching 'sample' field for ordering on."],
    ['limit=x', "Invalid limit 'x' provided. Please provide a positive integer."],
  ])('refuse %s', async (query, error) => {
    expect(await get(`${RUNS}?${query}`)).toEqual({ status: 400, body: { error } });
  });

  it('of a server that fails are missing, with a warning', async () => {
    expect(await get(`${RUNS}?flows=many`)).toMatchObject({
      status: 200,
      body: { objects: [], warnings: ['Could not fetch runs from Torrent Server(s) localhost!'] },
    });
  });

  it('may be asked of some servers only', async () => {
    expect(await datesOf('star=true&mesh_node_ids=local,3')).toHaveLength(17);
    expect(await datesOf('star=true&mesh_node_ids=3')).toEqual([]);
  });

  it('have no page of their own', async () => {
    expect((await get(`${RUNS}134/`)).status).toBe(500);
    expect((await get(`${RUNS}set/134/`)).status).toBe(500);
  });
});

describe('the rest of the mesh', () => {
  it('is listed, without credentials', async () => {
    const { status, text } = await ask(simulator.port, { path: '/rundb/api/mesh/v1/' });
    expect(status).toBe(200);
    expect(Object.keys(JSON.parse(text))).toEqual([
      'autodiscoveredhosts',
      'compositeexperiment',
      'meshprefetch',
    ]);
  });

  it('has no other servers', async () => {
    expect(await get('/rundb/api/mesh/v1/meshprefetch/')).toMatchObject({ status: 200, body: { nodes: {} } });
    expect(await get('/rundb/api/mesh/v1/autodiscoveredhosts/')).toEqual({ status: 501, body: '' });
    const missing = { path: '/rundb/api/mesh/v1/chip/', headers: { Authorization: ADMIN_KEY } };
    expect((await ask(simulator.port, missing)).status).toBe(404);
  });
});
