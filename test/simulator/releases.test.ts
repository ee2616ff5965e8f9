import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCommand } from '../../src/simulator/command.js';
import { RELEASE_NAMES, type ReleaseName } from '../../src/simulator/releases/release.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from '../support/ask.js';

type Row = Readonly<Record<string, unknown>>;
interface List {
  readonly meta: { readonly total_count: number; readonly next: string | null };
  readonly objects: readonly Row[];
}

const API = '/rundb/api/v1/';
const simulators = new Map<ReleaseName, Simulator>();

beforeAll(async () => {
  for (const release of RELEASE_NAMES) simulators.set(release, await startSimulator({ release }));
});
afterAll(() => Promise.all([...simulators.values()].map((simulator) => simulator.close())));

function askRelease(release: ReleaseName, path: string, headers: Record<string, string> = {}) {
  return ask(simulators.get(release)?.port ?? 0, { path: `${API}${path}`, headers });
}

async function json<T = List>(release: ReleaseName, path: string): Promise<T> {
  const { text } = await askRelease(release, path, { authorization: ADMIN_KEY });
  return JSON.parse(text) as T;
}

const rowOf = (release: ReleaseName, path: string) => json<Row>(release, path);

it('is a flag of the command', () => {
  expect(readCommand(['--release', '4.0'])).toMatchObject({ release: '4.0' });
  expect(() => readCommand(['--release', '5.0'])).toThrow('--release: one of 5.18, 4.0, 3.6, not 5.0');
});

it('tells its version, on 3.6 only to who is logged in', async () => {
  const open = await Promise.all(
    RELEASE_NAMES.map((release) => askRelease(release, 'torrentsuite/version/')),
  );
  expect(open.map(({ status }) => status)).toEqual([200, 200, 404]);
  const told = await Promise.all(RELEASE_NAMES.map((release) => rowOf(release, 'torrentsuite/')));
  expect(told.map((row) => row['meta_version'])).toEqual(['5.18.1', '4.0.2', '3.6.2']);
  expect((await askRelease('3.6', 'torrentsuite/')).status).toBe(401);
});

it('lists what it has', async () => {
  const counts = await Promise.all(RELEASE_NAMES.map((release) => json<Row>(release, '')));
  expect(counts.map((index) => Object.keys(index).length)).toEqual([95, 94, 91]);
  expect((await askRelease('3.6', 'projectresults/', { authorization: ADMIN_KEY })).status).toBe(404);
  expect((await askRelease('4.0', 'projectresults/', { authorization: ADMIN_KEY })).status).toBe(200);
});

describe.each(['4.0', '3.6'] as const)('%s', (release) => {
  it('prints runs as they were', async () => {
    const now = await rowOf('5.18', 'experiment/134/');
    const then = await rowOf(release, 'experiment/134/');
    expect(Object.keys(then).filter((name) => /^(chef|chipTec|manTec)/.test(name))).toEqual([]);
    const links = now['samples'] as string[];
    expect(links.length).toBeGreaterThan(0);
    expect((then['samples'] as Row[]).map((sample) => sample['resource_uri'])).toEqual(links);
    expect('platform' in then).toBe(release === '4.0');
  });

  it('prints reports, metrics and results of plugins as they were', async () => {
    const report = await rowOf(release, 'results/3/?noplugin=1');
    expect(report).not.toHaveProperty('i18nstatus');
    expect(report['fastqLink']).toMatch(/^\/output\/.*\/basecaller_results\/.*\.fastq$/);
    expect(report['bamLink']).not.toContain('download_links');
    const { objects: metrics } = await json(release, 'libmetrics/?limit=1');
    expect(Object.keys(metrics[0] ?? {}).length).toBeGreaterThan(240);
    const { objects: results } = await json(release, 'pluginresult/?limit=50');
    expect(results[0]).toHaveProperty('duration');
    expect(results[0]).not.toHaveProperty('plugin_result_jobs');
    const embeds = results.every(
      ({ plugin, owner }) => typeof plugin === 'object' && typeof owner === 'object',
    );
    expect(embeds).toBe(release === '3.6');
    expect(results.map(({ state }) => state)).toContain('Completed');
  });

  it('ignores filters by what it lacks, as rundb ignores what it does not know', async () => {
    const all = await json(release, 'experiment/?limit=1');
    const filtered = await json(release, 'experiment/?limit=1&chefStatus=nonsense');
    expect(filtered.meta.total_count).toBe(all.meta.total_count);
    const reports = await json(release, 'results/?limit=1');
    const thumbnails = await json(release, 'results/?limit=1&isThumbnail=yes');
    expect(thumbnails.meta.total_count < reports.meta.total_count).toBe(release === '4.0');
    expect(
      (await askRelease(release, 'experiment/?order_by=chefStatus', { authorization: ADMIN_KEY })).status,
    ).toBe(400);
  });

  it('says so in its schemas', async () => {
    const schema = await json<{ fields: Row; filtering: Row; ordering: string[] }>(
      release,
      'experiment/schema/',
    );
    expect(schema.fields).not.toHaveProperty('chefStatus');
    expect(schema.filtering).not.toHaveProperty('chefStatus');
    expect(schema.ordering).not.toContain('chefStatus');
  });

  it('has no mesh', async () => {
    const { meta, objects } = await json(release, 'compositeexperiment/?limit=1');
    expect(meta.next).toMatch(/^\/rundb\/api\/v1\/compositeexperiment\//);
    expect(objects[0]?.['resource_uri']).toMatch(/^\/rundb\/api\/v1\/compositeexperiment\//);
    const port = simulators.get(release)?.port ?? 0;
    const headers = { authorization: ADMIN_KEY };
    expect((await ask(port, { path: '/rundb/api/mesh/v1/', headers })).status).toBe(404);
    expect((await ask(port, { path: '/rundb/api/mesh/v1/compositeexperiment/', headers })).status).toBe(404);
  });

  it('tells less of barcodes, and calls runs complete that have not been', async () => {
    const { objects } = await json(release, 'experimentanalysissettings/?limit=0');
    const samples = objects.flatMap((row) => Object.values(row['barcodedSamples'] as Record<string, Row>));
    expect(samples.length).toBeGreaterThan(0);
    const infos = samples.flatMap((sample) =>
      Object.values((sample['barcodeSampleInfo'] ?? {}) as Record<string, Row>),
    );
    const facts = new Set(infos.flatMap((info) => Object.keys(info)));
    expect([...facts].sort()).toEqual(release === '4.0' ? ['description', 'externalId'] : []);
    const { objects: waiting } = await json(release, 'experiment/?status=planned&expDir=&limit=0');
    expect(new Set(waiting.map(({ ftpStatus }) => ftpStatus))).toEqual(new Set(['Complete']));
  });
});
