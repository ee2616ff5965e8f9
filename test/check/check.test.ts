import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { check } from '../../src/check/check.js';
import { readConfig } from '../../src/config.js';
import type { ReleaseName } from '../../src/simulator/releases/release.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';

const key = `ApiKey ionuser:${'1'.repeat(40)}`;
const simulators = new Map<string, Simulator>();

beforeAll(async () => {
  const start = async (name: string, release: ReleaseName, trustLoopback = false) =>
    simulators.set(name, await startSimulator({ release, trustLoopback }));
  await Promise.all([start('new', '5.18'), start('old', '3.6'), start('trusting', '5.18', true)]);
}, 60_000);
afterAll(async () => {
  for (const simulator of simulators.values()) await simulator.close();
});

const urlOf = (name: string): string => simulators.get(name)?.url ?? 'http://127.0.0.1:1';

function checkOne(name: string, authorization: string | undefined, environment = {}) {
  return check(readConfig({ RUNDB_URL: urlOf(name), ...environment }), () => authorization);
}

describe('check', () => {
  it('says of a server that callers can be served by it', async () => {
    const { text, isGood } = await checkOne('new', key);
    expect(text.split('\n')).toEqual([
      'torrent-server: can be served',
      '  version     5.18.1',
      '  superuser   asks for credentials',
      '  clock       the same as here, to a second',
      '  credentials of ionuser',
      '  resources   all there, with all their fields, filters and orders',
      '',
    ]);
    expect(isGood).toBe(true);
  });

  it('tells what an old release lacks', async () => {
    const { text, isGood } = await checkOne('old', key);
    expect(text).toContain('  plannedexperimentdb: not there\n');
    expect(text).toMatch(/ qualitymetrics: lacks .*q20_mode_read_length/);
    expect(isGood).toBe(true);
  });

  it('asks nothing with credentials where none are given', async () => {
    const { text, isGood } = await checkOne('new', undefined);
    expect(text).toContain('credentials none given');
    expect(text).toContain('resources   not asked for');
    expect(isGood).toBe(true);
  });

  it('tells of credentials that the server does not know', async () => {
    const { text, isGood } = await checkOne('new', 'ApiKey ionuser:wrong');
    expect(text).toMatch(/torrent-server: cannot be served\n[^]*credentials FAULT: /);
    expect(text).not.toContain('wrong');
    expect(isGood).toBe(false);
  });

  it('tells of a server that takes the gateway for its superuser', async () => {
    const { text, isGood } = await checkOne('trusting', key);
    expect(text).toMatch(/superuser {3}FAULT: .*RUNDB_ALLOW_SUPERUSER/);
    expect(isGood).toBe(false);
    const allowed = await checkOne('trusting', key, { RUNDB_ALLOW_SUPERUSER: '1' });
    expect(allowed.text).toContain('allowed to be superuser');
    expect(allowed.isGood).toBe(true);
  });

  it('tells of a server that is not there, and of one that is not configured', async () => {
    expect(await checkOne('gone', key)).toEqual({
      text: expect.stringMatching(/^torrent-server: cannot be served\n {2}version {5}FAULT: .*refuses/),
      isGood: false,
    });
    expect((await check(readConfig({}))).isGood).toBe(false);
  });

  it('changes nothing on the server', async () => {
    const { log } = simulators.get('new') ?? { log: { entries: [] } };
    expect(log.entries.length).toBeGreaterThan(30);
    expect(log.entries.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('credentials of a check', () => {
  it('are shown to the server that they are meant for', async () => {
    const { checkAuthorization } = await import('../../src/config/check.js');
    const { timeouts } = readConfig({});
    const east = { name: 'east-1', url: 'http://east', isDefault: true, timeouts };
    const west = { ...east, name: 'west', isDefault: false };
    const environment = { CHECK_AUTHORIZATION: 'a', CHECK_AUTHORIZATION_WEST: 'b' };
    expect(checkAuthorization(east, environment)).toBe('a');
    expect(checkAuthorization(west, environment)).toBe('b');
    expect(checkAuthorization(west, { CHECK_AUTHORIZATION: 'a' })).toBeUndefined();
    expect(checkAuthorization(east, { ...environment, CHECK_AUTHORIZATION_EAST_1: 'c' })).toBe('c');
    expect(checkAuthorization({ ...east, service: { authorization: 's' } }, environment)).toBe('s');
  });
});
