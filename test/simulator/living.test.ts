import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ask } from '../support/ask.js';
import { askForList, askLab, type Body, isBody } from '../support/ask-lab.js';

const NOW = (): Date => new Date('2026-11-23T20:00:00Z');
const LAST_RUN = 285;
const LAST_REPORT = 315;
const STEPS = [1, 6, 40, 250] as const;

function start(options: object = {}): Promise<Simulator> {
  return startSimulator({ now: NOW, ...options });
}

function textsIn(rows: readonly Body[], name: string): readonly string[] {
  return [...new Set(rows.map((row) => String(row[name])))];
}

/** URIs of rows anywhere in a value. */
function urisIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^\/rundb\/api\/v1\/\w+\/[^/]+\/$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(urisIn);
  return isBody(value) ? Object.values(value).flatMap(urisIn) : [];
}

async function missingOf(simulator: Simulator, uris: Iterable<string>): Promise<readonly unknown[]> {
  const keys = new Map<string, Set<string>>();
  for (const uri of uris) {
    const [, , , , resource = '', key = ''] = uri.split('/');
    keys.set(resource, (keys.get(resource) ?? new Set()).add(key));
  }
  const missing: unknown[] = [];
  for (const [resource, asked] of keys) {
    const { status, body } = await askLab(simulator, `${resource}/set/${[...asked].join(';')}/`);
    if (status !== 200 || body['not_found'] !== undefined) missing.push(resource, status, body['not_found']);
  }
  return missing;
}

describe('a living lab', () => {
  it('does the same for the same seed, and other things for another', async () => {
    const labs = await Promise.all([start(), start(), start({ seed: 2 })]);
    const [first, same, other] = labs.map(({ lab }) => lab.tick(120));
    await Promise.all(labs.map((simulator) => simulator.close()));

    expect(same).toEqual(first);
    expect(first).toMatchObject({ steps: 120, now: '2026-11-24T16:00:00.000Z' });
    expect(other?.events).not.toEqual(first?.events);
  });

  it('does the same in one go as step by step', async () => {
    const [once, stepwise] = await Promise.all([start(), start()]);
    const all = once.lab.tick(60).events;
    const each = Array.from({ length: 60 }, () => stepwise.lab.tick().events).flat();
    const rows = [once, stepwise].map(({ lab }) => lab.rows('results'));
    await Promise.all([once.close(), stepwise.close()]);

    expect(each).toEqual(all);
    expect(rows[1]).toEqual(rows[0]);
  });
});

describe('a living lab with broken rows', () => {
  it('goes on all the same', async () => {
    const simulator = await start({ overlays: ['odd-rows', 'what-the-lab-lacks'], scale: 2 });
    const { events } = simulator.lab.tick(150);
    const runs = await askForList(simulator, 'experiment/?order_by=-date');
    await simulator.close();

    expect(events.filter((event) => event.startsWith('refused'))).toEqual([]);
    expect(events).toContainEqual(expect.stringMatching(/^report \d+ ended: Completed$/));
    expect(runs.status).toBe(200);
  });
});

describe('what happens in it', () => {
  let simulator: Simulator;
  const events: string[] = [];

  beforeAll(async () => {
    simulator = await start();
  });

  afterAll(() => simulator.close());

  it.each(STEPS)('keeps every list whole after %s more steps', async (steps) => {
    events.push(...simulator.lab.tick(steps).events);
    for (const name of simulator.lab.names) {
      if (simulator.lab.resource(name)?.listMethods.includes('get') !== true) continue;
      const list = await askForList(simulator, `${name}/?limit=0`);
      expect([name, list.status]).toEqual([name, 200]);
      if (name !== 'dnabarcode')
        expect([name, list.rows.length]).toEqual([name, Math.min(1000, Number(list.count))]);
    }
  });

  it('resolves every relation of what is new', async () => {
    const lists = await Promise.all([
      askForList(simulator, `experiment/?id__gt=${LAST_RUN}&limit=0`),
      askForList(simulator, `results/?id__gt=${LAST_REPORT}&limit=0`),
      askForList(simulator, `plannedexperiment/?id__gt=${LAST_RUN}&limit=0`),
      askForList(simulator, `compositeexperiment/?id__gt=${LAST_RUN}&limit=100`),
      askForList(simulator, `pluginresult/?result__id__gt=${LAST_REPORT}&limit=0`),
      askForList(simulator, `libmetrics/?report__id__gt=${LAST_REPORT}&limit=0`),
    ]);
    for (const list of lists) expect(list.rows.length).toBeGreaterThan(0);
    const own = (uri: string): boolean => !uri.includes('/compositeresult/') && !uri.includes('/mesh/');
    const uris = lists.flatMap(({ rows }) => urisIn(rows)).filter(own);
    expect(await missingOf(simulator, uris)).toEqual([]);
  });

  it('knows only states that rundb knows', async () => {
    const runs = await askForList(simulator, `experiment/?id__gt=${LAST_RUN}&limit=0`);
    for (const status of textsIn(runs.rows, 'ftpStatus')) {
      expect(status).toMatch(/^(\d*|Complete|Missing File\(s\)|User Aborted|Lost Chip Connection)$/);
    }
    const reports = await askForList(simulator, `results/?id__gt=${LAST_REPORT}&limit=0`);
    const states = reports.rows.map((row) => (isBody(row['i18nstatus']) ? row['i18nstatus']['state'] : ''));
    expect(
      states.filter((state) => !['Completed', 'Error', 'Progress', 'Other'].includes(String(state))),
    ).toEqual([]);
    const plugins = await askForList(simulator, `pluginresult/?result__id__gt=${LAST_REPORT}&limit=0`);
    for (const state of textsIn(plugins.rows, 'state')) {
      expect(state).toMatch(/^(Pending|Queued|Started|Completed|Error|Declined|Timed Out)$/);
    }
  });

  it('has seen runs start and end, reports appear, end and go, plugins end, and plans made', () => {
    const happened = [
      /^run \d+ started on /,
      /^run \d+ ended: Complete$/,
      /^report \d+ of run \d+ is pending$/,
      /^report \d+ ended: Completed$/,
      /^report \d+ deleted$/,
      /^\w+ of report \d+ ended: Completed$/,
      /^plan \d+ made: /,
    ].map((pattern) => [pattern, events.some((event) => pattern.test(event))]);
    expect(happened.filter(([, seen]) => seen !== true)).toEqual([]);
    expect(events.filter((event) => event.startsWith('refused'))).toEqual([]);
  });

  it('has one representative report for each run that has been analysed', async () => {
    const runs = await askForList(simulator, `compositeexperiment/?id__gt=${LAST_RUN}&limit=100`);
    for (const run of runs.rows) {
      const reports = Array.isArray(run['results']) ? run['results'].filter(isBody) : [];
      const chosen = reports.filter((report) => report['representative'] === true);
      const uri =
        chosen[0] === undefined ? null : `/rundb/api/v1/compositeresult/${String(chosen[0]['id'])}/`;
      expect([run['id'], run['repResult']]).toEqual([run['id'], uri]);
      expect(chosen.length).toBe(Math.min(1, reports.length));
    }
  });

  it('leaves nothing behind of deleted reports', async () => {
    const deleted = events.flatMap((event) => /^report (\d+) deleted$/.exec(event)?.[1] ?? []);
    for (const id of deleted) {
      expect((await askLab(simulator, `results/${id}/`)).status).toBe(404);
      for (const table of ['libmetrics', 'tfmetrics', 'qualitymetrics']) {
        expect((await askForList(simulator, `${table}/?report=${id}`)).count).toBe(0);
      }
      expect((await askForList(simulator, `pluginresult/?result=${id}`)).count).toBe(0);
    }
  });

  it('shows each new report on the Monitor page', async () => {
    simulator.lab.tick(20);
    expect((await askForList(simulator, 'monitorresult/?limit=0')).count).toBeGreaterThan(0);
  });
});

describe('one run', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await start();
  });

  afterAll(() => simulator.close());

  /** Ticks until the event has happened; gives what stands in its first group. */
  function tickUntil(pattern: RegExp): string {
    for (let step = 0; step < 1000; step++) {
      const found = simulator.lab.tick().events.flatMap((event) => pattern.exec(event)?.[1] ?? [])[0];
      if (found !== undefined) return found;
    }
    throw new Error(`never: ${String(pattern)}`);
  }

  it('is claimed from its plan, counts flows, is analysed, and gets metrics and plugin results', async () => {
    const id = tickUntil(/^run (\d+) started/);
    const started = (await askLab(simulator, `experiment/${id}/`)).body;
    const plan = (await askLab(simulator, `plannedexperiment/${id}/`)).body;
    expect(plan).toMatchObject({ planExecuted: true, planStatus: 'run' });
    expect(started).toMatchObject({ status: 'run', ftpStatus: '1', platform: 'S5', results: [] });
    expect(started['expName']).toMatch(/^R_2026_11_\d\d_\d\d_\d\d_\d\d_user_S5\w*-\d+-153-next_run_01$/);
    expect(started['expDir']).toBe(`/rawdata/${String(started['pgmName'])}/${String(started['expName'])}`);
    expect(started['displayName']).toMatch(/^user S5\w*-\d+-153-next run 01$/);
    expect((await askLab(simulator, `rig/${String(started['pgmName'])}/`)).body).toMatchObject({
      state: 'Running',
    });

    simulator.lab.tick(2);
    const running = (await askLab(simulator, `experiment/${id}/`)).body;
    expect(Number(running['ftpStatus'])).toBeGreaterThan(1);

    const report = tickUntil(new RegExp(`^report (\\d+) of run ${id} is pending$`));
    const pending = (await askLab(simulator, `results/${report}/`)).body;
    expect(pending).toMatchObject({ status: 'Pending', libmetrics: [], representative: true });
    expect(pending['resultsName']).toBe('Auto_next_run_01_153');
    expect(pending['reportLink']).toBe(`/output/Home/Auto_next_run_01_153_${report}/`);

    tickUntil(new RegExp(`^\\w+ of report (${report}) ended`));
    const ended = (await askLab(simulator, `results/${report}/`)).body;
    expect(ended).toMatchObject({ status: 'Completed', processedflows: 500 });
    for (const metrics of ['libmetrics', 'analysismetrics', 'qualitymetrics', 'tfmetrics']) {
      expect(ended[metrics]).toHaveLength(1);
    }
    expect(ended['pluginresults']).not.toEqual([]);
  });

  it('may be changed or deleted by callers at any time', async () => {
    tickUntil(/^run (\d+) started/);
    const { store, rows } = simulator.lab;
    const run = rows('experiment').findLast(
      (row) => /^\d+$/.test(String(row['ftpStatus'])) && row['status'] === 'run',
    );
    if (run !== undefined) store.remove('experiment', run);
    tickUntil(/^report (\d+) of run \d+ is pending/);
    for (const settings of rows('experimentanalysissettings').slice(-5)) {
      store.remove('experimentanalysissettings', settings);
    }
    for (const row of rows('plugin').slice()) store.update('plugin', row, { active: false });
    simulator.lab.tick(300);
    expect((await askForList(simulator, 'compositeexperiment/?limit=50')).status).toBe(200);
  });
});

describe('POST /__tick', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await start();
  });

  afterAll(() => simulator.close());

  const tick = (body: string) => ask(simulator.port, { method: 'POST', path: '/__tick', headers: {}, body });

  it('takes one step, or as many as told, and tells what happened', async () => {
    const answers = [await tick(''), await tick('{"steps": 30}'), await tick('{}')];
    const [one, thirty, another] = answers.map(({ text }): unknown => JSON.parse(text));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(one).toMatchObject({ steps: 1, now: '2026-11-23T20:10:00.000Z' });
    expect(thirty).toMatchObject({ steps: 31, now: '2026-11-24T01:10:00.000Z' });
    expect(isBody(thirty) && thirty['events']).toContainEqual(expect.stringMatching(/^run 286 started/));
    expect(another).toMatchObject({ steps: 32 });
  });

  it.each(['{', '[]', '{"steps": 0}', '{"steps": 1.5}', '{"steps": "2"}', '{"steps": 10001}', '{"step": 1}'])(
    'refuses %s',
    async (body) => {
      expect((await tick(body)).status).toBe(400);
    },
  );

  it('has stood still since', async () => {
    const { text } = await ask(simulator.port, { path: '/__tick', headers: {} });
    expect(JSON.parse(text)).toEqual({ steps: 32, now: '2026-11-24T01:20:00.000Z', events: [] });
  });
});

describe('a lab that lives by itself', () => {
  it.each([0, -1, NaN, Infinity])('cannot do so %s times as fast as real time', async (live) => {
    await expect(startSimulator({ live })).rejects.toThrow(/cannot live/);
  });

  it('goes on until the simulator is closed', async () => {
    const simulator = await startSimulator({ live: 100_000 });
    for (let tries = 0; tries < 500 && simulator.lab.tick(0).steps === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await simulator.close();
    const { steps } = simulator.lab.tick(0);
    expect(steps).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(simulator.lab.tick(0).steps).toBe(steps);
  });
});
