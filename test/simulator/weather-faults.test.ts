import { Agent, get, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import type { WeatherRule } from '../../src/simulator/weather/weather.js';
import { ADMIN_KEY, type Answer, ask, askForJson, sendBytes } from '../support/ask.js';
import { eventually } from '../support/eventually.js';

const V1 = '/rundb/api/v1/';
const CHIPS = `${V1}chip/`;
const headers = { Authorization: ADMIN_KEY };

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

beforeEach(() => simulator.log.clear());

afterEach(() => simulator.setWeather());

afterAll(() => simulator.close());

function under(...rules: readonly WeatherRule[]): void {
  simulator.setWeather({ rules });
}

function askChips(): Promise<Answer> {
  return ask(simulator.port, { path: CHIPS, headers });
}

function storeProject(name: string): Promise<Answer> {
  const json = { ...headers, 'Content-Type': 'application/json' };
  return ask(simulator.port, {
    method: 'POST',
    path: `${V1}project/`,
    headers: json,
    body: JSON.stringify({ name }),
  });
}

function isStored(name: string): boolean {
  return simulator.lab.rows('project').some((row) => row['name'] === name);
}

/** The answer as it arrives, its head there and its body still to come. */
function beginChips(): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: simulator.port, path: CHIPS, headers }, resolve).on('error', reject);
  });
}

function statuses(): (number | null)[] {
  return simulator.log.entries.map((entry) => entry.status);
}

describe('a page instead of the answer', () => {
  it.each([
    [500, 'Internal Server Error'],
    [502, 'Proxy Error'],
    [503, 'Service Unavailable'],
    [504, 'Gateway Timeout'],
  ] as const)('%i of the web server', async (status, title) => {
    under({ answer: status });
    const answer = await storeProject(`page ${status}`);
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'text/html; charset=iso-8859-1', server: 'Apache' },
    });
    expect(answer.text).toMatch(title);
    expect(isStored(`page ${status}`)).toBe(false);
    expect(statuses()).toEqual([status]);
  });

  it('after the work, when that is asked', async () => {
    under({ answer: 502, done: true });
    expect((await storeProject('done, and 502')).status).toBe(502);
    expect(isStored('done, and 502')).toBe(true);
  });

  it('of a server in maintenance', async () => {
    simulator.setWeather('maintenance');
    const answer = await askChips();
    expect(answer).toMatchObject({
      status: 503,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'accept-ranges': 'bytes',
        'content-length': String(answer.bytes),
      },
    });
    expect(await ask(simulator.port, { path: '/nosuch' })).toMatchObject({ status: 503 });
  });

  it('that sends to the login', async () => {
    under({ answer: 'login' });
    expect(await askChips()).toMatchObject({
      status: 302,
      headers: { location: `http://127.0.0.1:${simulator.port}/login/?next=${CHIPS}` },
    });
  });
});

describe('the connection is cut', () => {
  it('before the work', async () => {
    under({ cut: 'before' });
    await expect(storeProject('cut before')).rejects.toThrow('hang up');
    expect(isStored('cut before')).toBe(false);
    expect(statuses()).toEqual([0]);
  });

  it('after the work', async () => {
    under({ cut: 'after' });
    await expect(storeProject('cut after')).rejects.toThrow('hang up');
    expect(isStored('cut after')).toBe(true);
    expect(statuses()).toEqual([0]);
  });

  it.each([['identity'], ['gzip']])('in the middle of a body (%s)', async (encoding) => {
    const question = { path: CHIPS, headers: { ...headers, 'Accept-Encoding': encoding } };
    const { bytes } = await ask(simulator.port, question);
    under({ cut: 'middle' });
    await expect(ask(simulator.port, question)).rejects.toThrow('aborted');
    expect(simulator.log.entries[1]).toMatchObject({ status: 200, bytes: Math.ceil(bytes / 2) });
  });

  it('in the middle of a page of the web server', async () => {
    under({ cut: 'middle' });
    await expect(ask(simulator.port, { path: '/%zz' })).rejects.toThrow('aborted');
  });

  it('within the head, where there is no body', async () => {
    under({ cut: 'middle' });
    const head = `POST ${V1}project/ HTTP/1.1\r\nHost: x\r\nAuthorization: ${ADMIN_KEY}\r\n`;
    const body = '{"name": "cut in the head"}';
    const length = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    expect(await sendBytes(simulator.port, `${head}${length}${body}`)).toBe('HTTP/1.1 201');
    expect(isStored('cut in the head')).toBe(true);
  });
});

describe('a request that hangs', () => {
  it('goes on when the weather changes', async () => {
    under({ hang: true });
    const pending = storeProject('hung');
    await eventually(() => simulator.log.entries.length === 1);
    expect([isStored('hung'), ...statuses()]).toEqual([false, null]);
    simulator.setWeather();
    expect((await pending).status).toBe(201);
    expect(isStored('hung')).toBe(true);
  });

  it('is dropped when the caller goes', async () => {
    under({ hang: true });
    const request = get({ host: '127.0.0.1', port: simulator.port, path: CHIPS, headers });
    request.on('error', () => undefined);
    await eventually(() => simulator.log.entries.length === 1);
    request.destroy();
    await eventually(() => statuses()[0] !== null);
    expect(statuses()).toEqual([0]);
  });

  it('has stored what it was sent, when that is asked', async () => {
    under({ hang: true, done: true });
    const pending = storeProject('hung when done');
    await eventually(() => isStored('hung when done'));
    expect(statuses()).toEqual([null]);
    simulator.setWeather();
    expect((await pending).status).toBe(201);
    expect(simulator.lab.rows('project').filter((row) => row['name'] === 'hung when done')).toHaveLength(1);
  });

  it('does not keep the simulator from closing', async () => {
    const other = await startSimulator({ lab: simulator.lab, weather: { rules: [{ hang: true }] } });
    const pending = ask(other.port, { path: CHIPS });
    const refused = expect(pending).rejects.toThrow();
    await eventually(() => other.log.entries.length === 1);
    await other.close();
    await refused;
  });
});

describe('a body', () => {
  it('ends in its middle', async () => {
    const whole = (await askChips()).text;
    under({ body: 'truncated' });
    const answer = await askChips();
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(answer.text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  });

  it('is no JSON', async () => {
    under({ body: 'garbled' });
    const { status, text } = await askChips();
    expect(status).toBe(200);
    expect(text).toMatch(/^\{"meta": /);
    expect(() => JSON.parse(text)).toThrow();
  });

  it('is JSON of another shape', async () => {
    under({ body: 'wrong' });
    expect(await askForJson(simulator.port, CHIPS)).toEqual({ meta: [], objects: 'none' });
  });

  it('is whatever is given, compressed like any other', async () => {
    under({ body: { text: '[]' } });
    const gzip = { ...headers, 'Accept-Encoding': 'gzip' };
    const answer = await ask(simulator.port, { path: CHIPS, headers: gzip });
    expect(answer).toMatchObject({ text: '[]', headers: { 'content-encoding': 'gzip' } });
  });

  it('comes in pieces, with pauses that end with the weather', async () => {
    const whole = (await askChips()).text;
    under({ slow: { pieces: 4, pause: 3_600_000 } });
    const response = (await beginChips()).setEncoding('utf8');
    let text = '';
    response.on('data', (chunk: string) => (text += chunk));
    await eventually(() => text.length === Math.ceil(whole.length / 4));
    simulator.setWeather();
    await new Promise((resolve) => response.once('end', resolve));
    expect(text).toBe(whole);
  });

  it.each([1, 3, 1000])('is whole in %i pieces', async (pieces) => {
    const whole = (await askChips()).text;
    under({ slow: { pieces, pause: 0 } });
    expect((await askChips()).text).toBe(whole);
    expect((await storeProject(`in ${pieces} pieces`)).status).toBe(201);
    expect(simulator.log.entries.map((entry) => entry.bytes)).toEqual([whole.length, whole.length, 0]);
  });

  it('stops when the caller goes', async () => {
    under({ slow: { pieces: 4, pause: 3_600_000 } });
    const response = await beginChips();
    response.on('error', () => undefined).destroy();
    await eventually(() => statuses()[0] !== null);
    expect(statuses()).toEqual([0]);
  });
});

it('spares connections that are kept', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  under({ next: 1, answer: 503 }, { next: 1, cut: 'after' });
  const send = () => ask(simulator.port, { path: CHIPS, headers }, agent);
  expect((await send()).status).toBe(503);
  await expect(send()).rejects.toThrow();
  expect((await send()).status).toBe(200);
  agent.destroy();
});
