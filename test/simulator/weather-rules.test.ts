import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import type { WeatherRule } from '../../src/simulator/weather/weather.js';
import { ADMIN_KEY, ask, type Question } from '../support/ask.js';

const V1 = '/rundb/api/v1/';
const CHIPS = `${V1}chip/?limit=1`;

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.setWeather());

afterAll(() => simulator.close());

async function statusOf(question: Question): Promise<number> {
  return (await ask(simulator.port, { headers: { Authorization: ADMIN_KEY }, ...question })).status;
}

/** The numbers, from 1, of those of so many equal requests that a rule takes. */
async function takenOf(requests: number, rule: WeatherRule, seed = 1): Promise<number[]> {
  simulator.setWeather({ seed, rules: [rule] });
  const taken: number[] = [];
  for (let number = 1; number <= requests; number++) {
    if ((await statusOf({ path: CHIPS })) === 503) taken.push(number);
  }
  return taken;
}

describe('a rule takes', () => {
  it('every request when it names none', async () => {
    simulator.setWeather({ rules: [{ answer: 503 }] });
    expect(await statusOf({ path: CHIPS })).toBe(503);
    expect(await statusOf({ path: '/nosuch/', method: 'POST' })).toBe(503);
  });

  it.each([['POST'], ['post'], [['PUT', 'POST']]])('methods: %j', async (method) => {
    simulator.setWeather({ rules: [{ method, answer: 503 }] });
    expect(await statusOf({ method: 'POST', path: `${V1}chip/1/` })).toBe(503);
    expect(await statusOf({ path: `${V1}chip/1/` })).toBe(200);
  });

  it.each([[`${V1}chip/`], ['chip/']])('the start of a path: %s', async (path) => {
    simulator.setWeather({ rules: [{ path, answer: 503 }] });
    expect(await statusOf({ path: CHIPS })).toBe(503);
    expect(await statusOf({ path: `${V1}chip/1/` })).toBe(503);
    expect(await statusOf({ path: `${V1}project/1/` })).toBe(200);
  });

  it('a pattern in path and query', async () => {
    simulator.setWeather({ rules: [{ pattern: '/chip/.*limit=\\d$', answer: 503 }] });
    expect(await statusOf({ path: CHIPS })).toBe(503);
    expect(await statusOf({ path: `${CHIPS}0` })).toBe(200);
  });

  it('the next ones', async () => {
    expect(await takenOf(5, { next: 3, answer: 503 })).toEqual([1, 2, 3]);
  });

  it('each so-many-th', async () => {
    expect(await takenOf(7, { every: 3, answer: 503 })).toEqual([3, 6]);
  });

  it('none of the first', async () => {
    expect(await takenOf(6, { skip: 2, answer: 503 })).toEqual([3, 4, 5, 6]);
    expect(await takenOf(9, { skip: 1, every: 2, next: 2, answer: 503 })).toEqual([3, 5]);
  });

  it('some by chance, the same ones with the same seed', async () => {
    const rule: WeatherRule = { probability: 0.5, answer: 503 };
    const taken = await takenOf(40, rule);
    expect(taken.length).toBeGreaterThan(5);
    expect(taken.length).toBeLessThan(35);
    expect(await takenOf(40, rule)).toEqual(taken);
    expect(await takenOf(40, rule, 2)).not.toEqual(taken);
    expect(await takenOf(5, { probability: 0, answer: 503 })).toEqual([]);
  });
});

describe('rules', () => {
  it('are asked in order, and count what they are asked', async () => {
    simulator.setWeather({
      rules: [
        { method: 'POST', answer: 500 },
        { next: 1, answer: 502 },
        { every: 2, answer: 504 },
      ],
    });
    const statuses = [];
    for (const method of ['POST', 'GET', 'GET', 'GET', 'GET']) {
      statuses.push(await statusOf({ method, path: `${V1}chip/1/` }));
    }
    expect(statuses).toEqual([500, 502, 200, 504, 200]);
    const state = await ask(simulator.port, { path: '/__weather/state' });
    expect(JSON.parse(state.text)).toEqual({
      inService: 0,
      waiting: 0,
      rules: [
        { seen: 1, taken: 1 },
        { seen: 4, taken: 1 },
        { seen: 3, taken: 1 },
      ],
    });
  });

  it('begin to count anew with new weather', async () => {
    expect(await takenOf(3, { every: 2, answer: 503 })).toEqual([2]);
    expect(await takenOf(3, { every: 2, answer: 503 })).toEqual([2]);
  });
});
