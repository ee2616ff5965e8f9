import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyOf, codeOf, type StandIn, startStandIn } from './stand-in.js';

const basic = `Basic ${Buffer.from('someone:secret').toString('base64')}`;
const server = (name: string, isDefault: boolean) => ({
  name,
  isDefault,
  url: `http://${name}.invalid`,
  timeouts: { connect: 1, response: 1, request: 1 },
});

let one: StandIn;
let several: StandIn;
let unmarked: StandIn;
beforeAll(async () => {
  one = await startStandIn();
  several = await startStandIn({ config: { servers: [server('S5-A', true), server('PGM_B', false)] } });
  unmarked = await startStandIn({ config: { servers: [server('S5-A', false), server('PGM_B', false)] } });
});
afterAll(() => Promise.all([one.close(), several.close(), unmarked.close()]));

async function credentialsOf(gateway: StandIn, headers: Record<string, string>) {
  const response = await gateway.post('{ hello }', headers);
  expect([response.status, await bodyOf(response)]).toEqual([200, { data: { hello: 'hello lab' } }]);
  return gateway.opened.at(-1)?.credentials;
}

describe('credentials of a caller', () => {
  it.each([['ApiKey someone:key'], ['apikey someone:key'], [basic]])(
    'pass through as %s',
    async (authorization) => {
      expect(await credentialsOf(one, { authorization })).toEqual({
        default: { authorization },
        byServer: new Map(),
      });
    },
  );

  it('may be the session cookie, alone among the cookies', async () => {
    const cookie = 'theme=dark; sessionid=abc123; csrftoken=xyz; notsessionid=no';
    expect(await credentialsOf(one, { cookie })).toEqual({
      default: { sessionid: 'abc123' },
      byServer: new Map(),
    });
  });

  it('are the header where a cookie comes along', async () => {
    const headers = { authorization: 'ApiKey someone:key', cookie: 'sessionid=abc123' };
    expect((await credentialsOf(one, headers))?.default).toEqual({ authorization: 'ApiKey someone:key' });
  });

  it.each([
    ['Bearer token'],
    ['PluginKey 5:key'],
    ['system_id uuid:key'],
    ['ApiKey'],
    ['ApiKey someone'],
    ['ApiKey :key'],
    ['ApiKey someone:key more'],
    ['Basic not-base64!'],
    [`Basic ${Buffer.from('no colon').toString('base64')}`],
  ])('are refused as %s', async (authorization) => {
    const before = one.opened.length;
    const response = await one.post('{ hello }', { authorization, cookie: 'sessionid=abc123' });
    expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(response.headers.get('www-authenticate')).toBe('ApiKey realm="Torrent Suite"');
    expect(one.opened.length).toBe(before);
  });

  it('are never repeated in a refusal', async () => {
    const response = await one.post('{ hello }', { authorization: 'Bearer secret-token' });
    expect(await response.text()).not.toContain('secret-token');
  });
});

describe('credentials for several servers', () => {
  it('reach the server that their header names', async () => {
    const headers = { 'Rundb-Authorization-PGM_B': 'ApiKey b:key', authorization: 'ApiKey a:key' };
    expect(await credentialsOf(several, headers)).toEqual({
      default: { authorization: 'ApiKey a:key' },
      byServer: new Map([['PGM_B', { authorization: 'ApiKey b:key' }]]),
    });
  });

  it('reach nobody as a plain header where no server is marked for it', async () => {
    const response = await unmarked.post('{ hello }', {
      authorization: 'ApiKey a:key',
      cookie: 'sessionid=abc',
    });
    expect(response.status).toBe(401);
    expect((await bodyOf(response)).errors?.[0]?.message).toContain('Rundb-Authorization-<server>');
    const headers = { authorization: 'ApiKey a:key', 'rundb-authorization-s5-a': 'ApiKey a:key' };
    expect((await credentialsOf(unmarked, headers))?.default).toBeUndefined();
  });

  it('are refused for a server that is not there', async () => {
    const response = await several.post('{ hello }', { 'rundb-authorization-other': 'ApiKey a:key' });
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
  });
});
