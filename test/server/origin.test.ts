import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiKey, codeOf, type StandIn, startStandIn } from './stand-in.js';

const listed = 'https://lims.lab';
const foreign = 'https://elsewhere.example';
const cookie = { cookie: 'sessionid=abc123' };
const basic = { authorization: `Basic ${Buffer.from('someone:secret').toString('base64')}` };

let server: StandIn;
beforeAll(async () => {
  server = await startStandIn({ environment: { ALLOWED_ORIGINS: listed } });
});
afterAll(() => server.close());

describe('a page of another origin', () => {
  it.each([
    ['a cookie', cookie, foreign],
    ['Basic', basic, foreign],
    ['a cookie', cookie, 'null'],
    ['a cookie', cookie, 'https://127.0.0.1'],
  ])('may not use the gateway with %s', async (_name, credentials, origin) => {
    const before = server.opened.length;
    const response = await server.post('{ hello }', { ...credentials, origin });
    expect([response.status, await codeOf(response)]).toEqual([403, 'FORBIDDEN']);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(server.opened.length).toBe(before);
  });

  it('may not read what it asks for with a key', async () => {
    const response = await server.post('{ hello }', { ...apiKey, origin: foreign });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is not allowed to send more than a plain request', async () => {
    const headers = { origin: foreign, 'access-control-request-method': 'POST' };
    const response = await server.send('/graphql', { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a page of a listed origin, or the own one', () => {
  it.each([
    ['a cookie', cookie],
    ['Basic', basic],
    ['a key', apiKey],
  ])('may use the gateway with %s', async (_name, credentials) => {
    for (const origin of [listed, server.origin]) {
      expect((await server.post('{ hello }', { ...credentials, origin })).status).toBe(200);
    }
  });

  it('may read the answer, credentials and all', async () => {
    const { headers } = await server.post('{ hello }', { ...cookie, origin: listed });
    expect(headers.get('access-control-allow-origin')).toBe(listed);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-expose-headers')).toBe(
      'X-Request-Id, RateLimit, RateLimit-Policy, Retry-After',
    );
    expect(headers.get('vary')).toContain('Origin');
  });

  it('may read refusals too', async () => {
    const { status, headers } = await server.post('{ hello }', { origin: listed, authorization: 'Bearer x' });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, listed]);
  });

  it('is told which headers it may send', async () => {
    const headers = { origin: listed, 'access-control-request-method': 'POST' };
    const response = await server.send('/graphql', { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(listed);
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(response.headers.get('access-control-allow-headers')).toContain(
      'rundb-authorization-torrent-server',
    );
  });
});

describe('a caller that is no page', () => {
  it('needs no origin', async () => {
    expect((await server.post('{ hello }', cookie)).status).toBe(200);
    expect((await server.post('{ hello }', basic)).status).toBe(200);
  });
});
