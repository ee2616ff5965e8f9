import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RequestLog } from '../../src/simulator/http/request-log.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from '../support/ask.js';

const VERSION = '/rundb/api/v1/torrentsuite/version/';
const KEY = 'efb7a14021732d773a4258b69d9452042a31a6b6';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

beforeEach(() => simulator.log.clear());

afterAll(() => simulator.close());

async function readLog(): Promise<unknown> {
  return JSON.parse((await ask(simulator.port, { path: '/__log' })).text);
}

describe('the log of requests', () => {
  it('tells what was asked and answered, in process and by HTTP', async () => {
    const { bytes } = await ask(simulator.port, { path: `${VERSION}?a=%20b&c` });
    await ask(simulator.port, { method: 'POST', path: '/rundb/api/v1/user/' });
    expect(simulator.log.entries).toMatchObject([
      { method: 'GET', path: `${VERSION}?a=%20b&c`, status: 200, bytes },
      { method: 'POST', path: '/rundb/api/v1/user/', status: 405 },
    ]);
    expect(await readLog()).toEqual(simulator.log.entries);
  });

  it('tells when, in milliseconds', async () => {
    const before = Date.now() - 1;
    await ask(simulator.port, { path: VERSION });
    const [entry] = simulator.log.entries;
    expect(entry?.start).toBeGreaterThanOrEqual(before);
    expect(entry?.end).toBeGreaterThanOrEqual(entry?.start ?? Infinity);
  });

  it('holds the requests since it was cleared, and not those to itself', async () => {
    await ask(simulator.port, { path: VERSION });
    expect(await ask(simulator.port, { method: 'DELETE', path: '/__log' })).toMatchObject({
      status: 204,
      bytes: 0,
    });
    expect(await readLog()).toEqual([]);
    await ask(simulator.port, { path: '/__nosuch' });
    await ask(simulator.port, { method: 'PUT', path: '/__log' });
    expect(await readLog()).toEqual([]);
  });

  it('holds no credentials', async () => {
    const path = '/rundb/api/v1/account/';
    await ask(simulator.port, {
      path: `${path}?username=ionadmin&api_key=${KEY}`,
      headers: { Authorization: ADMIN_KEY },
    });
    await ask(simulator.port, { path: `${path}?api%5Fkey=${KEY};limit=1` });
    await ask(simulator.port, { path: `${path}?API_KEY=${KEY}` });
    expect(simulator.log.entries.map((entry) => entry.path)).toEqual([
      `${path}?username=ionadmin`,
      `${path}?limit=1`,
      path,
    ]);
    expect(JSON.stringify(simulator.log.entries)).not.toMatch(KEY);
  });

  it('has bytes as they were sent, compressed ones too', async () => {
    const headers = { Authorization: ADMIN_KEY, 'Accept-Encoding': 'gzip' };
    const { bytes } = await ask(simulator.port, { path: '/rundb/api/v1/chip/', headers });
    expect(simulator.log.entries).toMatchObject([{ bytes }]);
  });

  it('holds odd requests too', async () => {
    await ask(simulator.port, { method: 'FOO', path: VERSION });
    expect(simulator.log.entries).toMatchObject([{ method: 'FOO', path: VERSION, status: 405 }]);
  });

  it('notes an arrival before the answer is there', () => {
    const log = new RequestLog();
    const note = log.begin('GET', '/x/');
    expect(log.entries).toMatchObject([{ path: '/x/', status: null, end: null }]);
    note(200, 5);
    expect(log.entries).toMatchObject([{ path: '/x/', status: 200, bytes: 5, end: expect.any(Number) }]);
  });
});
