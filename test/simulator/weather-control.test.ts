import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import type { Weather } from '../../src/simulator/weather/weather.js';
import { type Answer, ask } from '../support/ask.js';

const VERSION = '/rundb/api/v1/torrentsuite/version/';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.setWeather());

afterAll(() => simulator.close());

function control(method: string, body?: unknown): Promise<Answer> {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return ask(simulator.port, { method, path: '/__weather', ...text });
}

async function statusOf(port = simulator.port): Promise<number> {
  return (await ask(port, { path: VERSION })).status;
}

describe('/__weather', () => {
  it('is set, shown and cleared', async () => {
    const weather = { atOnce: 8, delay: 0, rules: [{ method: 'GET', next: 3, answer: 503 }] };
    const put = await control('PUT', weather);
    expect(put).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(put.text)).toEqual(weather);
    expect(JSON.parse((await control('GET')).text)).toEqual(weather);
    expect(await statusOf()).toBe(503);
    expect(await control('DELETE')).toMatchObject({ status: 204, text: '' });
    expect(JSON.parse((await control('GET')).text)).toEqual({});
    expect(await statusOf()).toBe(200);
  });

  it('takes the names of weathers that come along', async () => {
    expect((await control('PUT', 'maintenance')).status).toBe(200);
    expect(await statusOf()).toBe(503);
    expect(JSON.parse((await control('PUT', 'real')).text)).toEqual({ delay: 'real', atOnce: 4 });
  });

  it('is under no weather itself, and is not logged', async () => {
    simulator.log.clear();
    await control('PUT', { rules: [{ cut: 'before' }] });
    expect((await control('GET')).status).toBe(200);
    expect((await ask(simulator.port, { path: '/__log' })).text).toBe('[]\n');
  });

  it('allows no other methods', async () => {
    expect(await control('POST', {})).toMatchObject({ status: 405, headers: { allow: 'GET, PUT, DELETE' } });
  });

  it.each<[unknown, string]>([
    ['sunny', 'weather: "sunny" is no name; names are real, maintenance'],
    [7, 'weather: 7 is no object'],
    [null, 'weather: null is no object'],
    [{ rule: [] }, 'weather: "rule" is no key; keys are seed, atOnce, delay, rules'],
    [{ atOnce: 0 }, 'atOnce: 0 is no whole number from 1 on'],
    [{ seed: 1.5 }, 'seed: 1.5 is no whole number from 0 to 4294967295'],
    [
      { delay: 'long' },
      'delay: "long" is no number of milliseconds, {from, to}, {perRequest, perRow} or "real"',
    ],
    [{ delay: -1 }, 'delay: -1 is no number from 0 to 2147483647'],
    [{ delay: { from: 1 } }, 'delay: to is missing'],
    [{ delay: { from: 2, to: 1 } }, 'delay: from is more than to'],
    [{ delay: { perRow: { chip: '1' } } }, 'delay.perRow.chip: "1" is no number from 0 to 2147483647'],
    [{ rules: {} }, 'rules: {} is no list'],
    [{ rules: [{}] }, 'rules[0]: does nothing; give it a delay or one of answer, cut, hang, body, slow'],
    [
      { rules: [{ answer: 404 }] },
      'rules[0].answer: 404 is no 500 or 502 or 503 or 504 or "maintenance" or "login"',
    ],
    [{ rules: [{ answer: 500, cut: 'after' }] }, 'rules[0]: answer and cut exclude each other'],
    [{ rules: [{ cut: 'after', done: true }] }, 'rules[0]: done goes with answer and hang only'],
    [{ rules: [{ hang: true, done: 1 }] }, 'rules[0].done: 1 is no true or false'],
    [{ rules: [{ hang: true, pattern: '(' }] }, 'rules[0].pattern: "(" is no regular expression'],
    [{ rules: [{ hang: true, method: 5 }] }, 'rules[0].method: 5 is no text'],
    [{ rules: [{ hang: true, every: 0 }] }, 'rules[0].every: 0 is no whole number from 1 on'],
    [{ rules: [{ hang: true, probability: 2 }] }, 'rules[0].probability: 2 is no number from 0 to 1'],
    [{ rules: [{ slow: { pieces: 2 } }] }, 'rules[0].slow: pause is missing'],
    [{ rules: [{ body: { html: '' } }] }, 'rules[0].body: text is missing'],
    [{ rules: [{ hang: true }, 3] }, 'rules[1]: 3 is no object'],
  ])('refuses %j', async (description, error) => {
    simulator.setWeather({ rules: [{ answer: 502 }] });
    const answer = await control('PUT', description);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { error }]);
    expect(await statusOf()).toBe(502);
  });

  it('refuses what is no JSON', async () => {
    const answer = await ask(simulator.port, { method: 'PUT', path: '/__weather', body: '{rules}' });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { error: 'the body is no JSON' }]);
  });
});

describe('startSimulator', () => {
  it('starts with weather', async () => {
    const other = await startSimulator({ lab: simulator.lab, weather: 'maintenance' });
    expect(await statusOf(other.port)).toBe(503);
    other.setWeather();
    expect(await statusOf(other.port)).toBe(200);
    await other.close();
  });

  it('rejects weather that cannot be meant', async () => {
    const weather: Weather = { atOnce: -1 };
    await expect(startSimulator({ lab: simulator.lab, weather })).rejects.toThrow('atOnce: -1');
    expect(() => simulator.setWeather(weather)).toThrow('atOnce: -1');
  });

  it('keeps no hold of what it was given', async () => {
    const rules = [{ answer: 502 as const }];
    simulator.setWeather({ rules });
    rules.length = 0;
    expect(await statusOf()).toBe(502);
  });

  it('can do without the paths of its own', async () => {
    const other = await startSimulator({ lab: simulator.lab, control: false });
    for (const path of ['/__log', '/__weather', '/__tick']) {
      expect((await ask(other.port, { path })).status).toBe(404);
    }
    expect(other.log.entries.map(({ path }) => path)).toEqual(['/__log', '/__weather', '/__tick']);
    await other.close();
  });
});
