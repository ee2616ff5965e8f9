import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { REAL_COST } from '../../src/simulator/weather/real-server.js';
import { Sky, type SkyState } from '../../src/simulator/weather/sky.js';
import type { Delay } from '../../src/simulator/weather/weather.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, type Answer, ask } from '../support/ask.js';
import { eventually } from '../support/eventually.js';

const V1 = '/rundb/api/v1/';
const HOUR = 3_600_000;

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

beforeEach(() => simulator.log.clear());

afterEach(() => simulator.setWeather());

afterAll(() => simulator.close());

function askFor(path: string): Promise<Answer> {
  return ask(simulator.port, { path: `${V1}${path}`, headers: { Authorization: ADMIN_KEY } });
}

async function readState(): Promise<SkyState> {
  return JSON.parse((await ask(simulator.port, { path: '/__weather/state' })).text);
}

function statuses(): (number | null)[] {
  return simulator.log.entries.map(({ status }) => status);
}

/** Asks one after the other, each when the one before has arrived. */
async function askInOrder(paths: readonly string[]): Promise<Promise<Answer>[]> {
  const pending: Promise<Answer>[] = [];
  for (const path of paths) {
    pending.push(askFor(path));
    await eventually(() => simulator.log.entries.length === pending.length);
  }
  return pending;
}

describe('at most so many at once', () => {
  it('are in service, the others wait', async () => {
    simulator.setWeather({ atOnce: 2, rules: [{ hang: true }] });
    const pending = await askInOrder(['chip/1/', 'chip/2/', 'chip/3/', 'chip/4/']);
    expect(await readState()).toMatchObject({ inService: 2, waiting: 2 });
    simulator.setWeather();
    const answers = await Promise.all(pending);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await readState()).toMatchObject({ inService: 0, waiting: 0 });
  });

  it('are served in the order of arrival', async () => {
    simulator.setWeather({ atOnce: 1, rules: [{ next: 1, hang: true }] });
    const paths = ['chip/1/', 'chip/2/', 'chip/3/', 'chip/4/', 'chip/5/'];
    const served: string[] = [];
    const pending = await askInOrder(paths);
    const noted = pending.map((answer, place) => answer.then(() => served.push(paths[place] ?? '')));
    simulator.setWeather({ atOnce: 1 });
    await Promise.all(noted);
    expect(served).toEqual(paths);
  });

  it('does not hold up what the web server answers itself', async () => {
    simulator.setWeather({ atOnce: 1, rules: [{ path: 'chip/', hang: true }, { answer: 502 }] });
    const [pending] = await askInOrder(['chip/1/']);
    expect((await askFor('project/1/')).status).toBe(502);
    simulator.setWeather();
    expect((await pending)?.status).toBe(200);
  });

  it('are freed by callers who go', async () => {
    simulator.setWeather({ atOnce: 1, rules: [{ next: 1, cut: 'after' }] });
    const first = askFor('chip/1/');
    const second = askFor('chip/2/');
    const settled = await Promise.allSettled([first, second]);
    expect(settled.map(({ status }) => status)).toContain('fulfilled');
  });
});

describe('a delay', () => {
  it('holds every request, until it or the weather ends', async () => {
    simulator.setWeather({ delay: HOUR, rules: [{ path: 'project/', delay: 0 }] });
    const [pending] = await askInOrder(['chip/1/']);
    expect((await askFor('project/1/')).status).toBe(200);
    expect(statuses()).toEqual([null, 200]);
    simulator.setWeather();
    expect((await pending)?.status).toBe(200);
  });

  it('ends by itself', async () => {
    simulator.setWeather({ delay: { from: 1, to: 3 } });
    expect((await askFor('chip/1/')).status).toBe(200);
  });

  it.each([
    ['chip/', true],
    ['chip/1/', true],
    ['chip/set/1;2/', true],
    ['chip/?offset=15', false],
    ['chip/schema/', false],
    ['chip/999/', false],
    ['project/', false],
  ])('by rows holds %s: %s', async (path, isHeld) => {
    simulator.setWeather({ delay: { perRow: { chip: HOUR } } });
    const pending = askFor(path);
    await eventually(() => simulator.log.entries.length === 1);
    if (isHeld) {
      expect((await readState()).inService).toBe(1);
      expect(statuses()).toEqual([null]);
      simulator.setWeather();
    }
    expect([200, 404]).toContain((await pending).status);
  });
});

describe('the weather over one request', () => {
  const request = { method: 'GET', target: `${V1}results/` };

  function delaysOf(delay: Delay, seed = 1): number[] {
    const sky = new Sky();
    sky.set({ seed, delay });
    return Array.from({ length: 50 }, () => sky.effectOn(request).delay);
  }

  it('takes a delay between two numbers from its seed', () => {
    const delays = delaysOf({ from: 10, to: 20 });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...delays)).toBeLessThan(20);
    expect(new Set(delays).size).toBe(50);
    expect(delaysOf({ from: 10, to: 20 })).toEqual(delays);
    expect(delaysOf({ from: 10, to: 20 }, 2)).not.toEqual(delays);
  });

  it('costs what it costs a real server', () => {
    const sky = new Sky();
    sky.set('real');
    const effect = sky.effectOn(request);
    expect(effect.delay).toBeGreaterThanOrEqual(10);
    expect(effect.delay).toBeLessThan(20);
    expect(['compositeexperiment', 'results', 'projectresults', 'rig'].map(effect.rowCost)).toEqual([
      55, 18, 1.3, 3,
    ]);
    expect(sky.weather).toEqual({ delay: 'real', atOnce: 4 });
    expect(delaysOf(REAL_COST)).toEqual(delaysOf('real'));
  });

  it('is taken from a rule, else from all', () => {
    const sky = new Sky();
    sky.set({ delay: 5, rules: [{ path: 'chip/', delay: 7 }, { answer: 502 }] });
    expect(sky.effectOn(request)).toMatchObject({ delay: 5, fault: { answer: 502 } });
    expect(sky.effectOn({ method: 'GET', target: `${V1}chip/` })).toMatchObject({ delay: 7 });
  });
});
