import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from '../support/ask.js';

const PATH = '/rundb/api/v1/account/';
const CHALLENGE = 'Basic Realm="Torrent Suite"';

let simulator: Simulator;
let trusting: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
  trusting = await startSimulator({ lab: simulator.lab, trustLoopback: true });
});

afterAll(() => Promise.all([simulator.close(), trusting.close()]));

/** The name under which the simulator knows the sender of these headers, or the status when it does not. */
async function callerOf(
  headers: Record<string, string>,
  { port } = simulator,
  path = PATH,
): Promise<unknown> {
  const { status, text } = await ask(port, { path, headers });
  return status === 200 ? JSON.parse(text).objects[0].username : status;
}

function basic(text: string): Record<string, string> {
  return { Authorization: `Basic ${btoa(text)}` };
}

async function sessionOf(headers: Record<string, string>, { port } = simulator): Promise<string> {
  const answer = await ask(port, { path: PATH, headers });
  return /sessionid=[^;]+/.exec(answer.headers['set-cookie']?.[0] ?? '')?.[0] ?? '';
}

describe('the users', () => {
  it.each([
    ['ionadmin', 'efb7a14021732d773a4258b69d9452042a31a6b6', true],
    ['ionuser', '1'.repeat(40), false],
    ['readonly', '2'.repeat(40), false],
  ])('%s has a key and a password', async (name, key, admin) => {
    const { text } = await ask(simulator.port, {
      path: PATH,
      headers: { Authorization: `ApiKey ${name}:${key}` },
    });
    expect(JSON.parse(text).objects).toMatchObject([{ username: name, api_key: key, admin }]);
    expect(await callerOf(basic(`${name}:${name}`))).toBe(name);
  });

  it('disabled has both in vain', async () => {
    expect(await callerOf({ Authorization: `ApiKey disabled:${'3'.repeat(40)}` })).toBe(401);
    expect(await callerOf(basic('disabled:disabled'))).toBe(401);
  });
});

describe('credentials', () => {
  it('are asked for with a challenge and an empty body when there are none', async () => {
    const { status, headers, text } = await ask(simulator.port, { path: PATH });
    expect({ status, text }).toEqual({ status: 401, text: '' });
    expect(headers['www-authenticate']).toBe(CHALLENGE);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('lack the challenge when only the permission is missing', async () => {
    const question = { method: 'POST', path: '/rundb/api/v1/location/', body: '{}' };
    const headers = {
      Authorization: `ApiKey readonly:${'2'.repeat(40)}`,
      'Content-Type': 'application/json',
    };
    const answer = await ask(simulator.port, { ...question, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBeUndefined();
  });

  it.each([
    'Bearer x',
    'ApiKey',
    'ApiKey ionadmin',
    'ApiKey a b c',
    'PluginKey 1:x',
    'system_id a:b',
    'Basic a b',
  ])('are refused as %j', async (Authorization) => expect(await callerOf({ Authorization })).toBe(401));

  it('of another scheme leave the query its say', async () => {
    const path = `${PATH}?username=ionuser&api_key=${'1'.repeat(40)}`;
    expect(await callerOf({ Authorization: 'Bearer x' }, simulator, path)).toBe('ionuser');
    expect(await callerOf({ Authorization: 'ApiKey x:y' }, simulator, path)).toBe(401);
  });

  it.each([['Basic !!!notbase64'], [`Basic ${btoa('no colon')}`]])(
    'crash the login as %j',
    async (Authorization) => {
      const { status, headers } = await ask(simulator.port, { path: PATH, headers: { Authorization } });
      expect(status).toBe(500);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );
});

describe('a session', () => {
  it('opens with Basic and is then enough', async () => {
    const cookie = await sessionOf(basic('ionuser:ionuser'));
    expect(cookie).not.toBe('');
    expect(await callerOf({ Cookie: `a=b; ${cookie}` })).toBe('ionuser');
    expect(await callerOf({ Cookie: 'sessionid=unknown' })).toBe(401);
  });

  it('goes before a header', async () => {
    const Cookie = await sessionOf(basic('ionuser:ionuser'));
    expect(await callerOf({ Cookie, Authorization: ADMIN_KEY })).toBe('ionuser');
  });

  it('does not open with a key', async () => {
    expect(await sessionOf({ Authorization: ADMIN_KEY })).toBe('');
  });

  it('lets into the pages, where a key is not understood', async () => {
    const path = '/output/Home/x.bam?a=1';
    const headers = { Authorization: ADMIN_KEY, Host: 'lab.example' };
    const refused = await ask(simulator.port, { path, headers });
    expect(refused.status).toBe(302);
    expect(refused.headers.location).toBe('http://lab.example/login/?next=/output/Home/x.bam');
    expect((await ask(simulator.port, { path, headers: basic('ionuser:ionuser') })).status).toBe(200);
    expect((await ask(simulator.port, { path: '/login/' })).status).toBe(200);
  });
});

describe('with trustLoopback', () => {
  it('a caller on the same machine is the superuser, whatever he sends', async () => {
    expect(await callerOf({}, trusting)).toBe('ionadmin');
    expect(await callerOf({ Authorization: 'ApiKey ionuser:wrong' }, trusting)).toBe('ionadmin');
    expect(await callerOf(basic('ionuser:ionuser'), trusting)).toBe('ionadmin');
  });

  it('he gets a session, which is used from then on', async () => {
    const cookie = await sessionOf({}, trusting);
    expect(cookie).not.toBe('');
    expect(await sessionOf({ Cookie: cookie }, trusting)).toBe('');
  });
});
