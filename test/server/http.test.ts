import { request as openRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiKey, bodyOf, codeOf, type StandIn, startStandIn } from './stand-in.js';

let server: StandIn;
beforeAll(async () => {
  server = await startStandIn({ environment: { MAX_BODY_BYTES: '2000' } });
});
afterAll(() => server.close());

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
  server.send('/graphql', { method: 'POST', headers: { ...apiKey, ...headers }, body });
const json = { 'content-type': 'application/json' };
const hello = '{"query":"{ hello }"}';

describe('POST /graphql', () => {
  it('answers JSON that nobody may keep', async () => {
    const response = await post(hello, { 'content-type': 'Application/JSON; charset=UTF-8' });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(await bodyOf(response)).toEqual({ data: { hello: 'hello lab' } });
  });

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/json; charset=utf-16'],
    ['application/jsonp'],
  ])('refuses %s with 415', async (type) => {
    const response = await post(hello, { 'content-type': type });
    expect([response.status, await codeOf(response)]).toEqual([415, 'BAD_USER_INPUT']);
  });

  it('refuses a body without type, and a compressed one, with 415', async () => {
    const untyped = await post(new TextEncoder().encode(hello), {});
    const compressed = await post(hello, { ...json, 'content-encoding': 'gzip' });
    expect([untyped.status, compressed.status]).toEqual([415, 415]);
  });

  it.each([['{"query":'], ['']])('refuses the body %j with 400', async (body) => {
    const response = await post(body, json);
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it.each([
    ['{"query":"{ hello }","query":"mutation { touch }"}', 'query'],
    ['{"query":"{ hello }","variables":{"a":{"b\\u0063":1, "bc" : 2}}}', 'bc'],
  ])('refuses %s, which can be read in two ways', async (body, key) => {
    const response = await post(body, json);
    const { errors } = await bodyOf(response);
    expect([response.status, errors?.[0]?.message]).toEqual([
      400,
      `The body has the key "${key}" twice in one object.`,
    ]);
  });

  it('takes the same key in different objects, and in texts', async () => {
    const variables = { a: [{ query: 1 }, { query: '"query": "\\"' }], query: ['query', 'query'] };
    const response = await post(JSON.stringify({ query: '{ hello }', variables }), json);
    expect(response.status).toBe(200);
  });

  it('refuses bytes that are no UTF-8 with 400', async () => {
    const response = await post(Uint8Array.from([0x7b, 0xff, 0x7d]), json);
    expect(response.status).toBe(400);
  });

  it.each([
    ['[]'],
    ['[{"query":"{ hello }"}]'],
    ['"{ hello }"'],
    ['{"query":5}'],
    ['{"query":"{ hello }","variables":"{}"}'],
  ])('refuses %s with 400 and the request id', async (body) => {
    const response = await post(body, { ...json, 'x-request-id': 'mine-1' });
    const { errors } = await bodyOf(response);
    expect(response.status).toBe(400);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', requestId: 'mine-1' });
  });

  it('refuses a body that is announced too large with 413', async () => {
    const response = await post(JSON.stringify({ query: '{ hello }', filler: 'x'.repeat(3000) }), json);
    expect([response.status, await codeOf(response)]).toEqual([413, 'BAD_USER_INPUT']);
  });

  it('refuses a body that turns out too large with 413, and goes on', async () => {
    const { port } = new URL(server.origin);
    const status = await new Promise((resolve, reject) => {
      const options = { port, path: '/graphql', method: 'POST', headers: { ...json, ...apiKey } };
      const request = openRequest(options, (response) => resolve(response.resume().statusCode)).on(
        'error',
        reject,
      );
      for (let sent = 0; sent < 5; sent += 1) request.write('x'.repeat(1000));
      request.end();
    });
    expect(status).toBe(413);
    expect((await post(hello, json)).status).toBe(200);
  });
});

describe('GET /graphql', () => {
  const preflighted = { ...apiKey, 'apollo-require-preflight': '1' };

  it('answers a query', async () => {
    const response = await server.send('/graphql?query={hello}', { headers: preflighted });
    expect(await bodyOf(response)).toEqual({ data: { hello: 'hello lab' } });
  });

  it('refuses a mutation with 405', async () => {
    const response = await server.send('/graphql?query=mutation{touch}', { headers: preflighted });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('refuses what a foreign page could ask for without being asked first', async () => {
    const response = await server.send('/graphql?query={hello}', { headers: apiKey });
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('answers HEAD as GET without body', async () => {
    const response = await server.send('/graphql?query={hello}', { method: 'HEAD', headers: preflighted });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('addresses and methods', () => {
  it('refuses other methods with 405', async () => {
    const put = await server.send('/graphql', { method: 'PUT', headers: apiKey, body: hello });
    const post = await server.send('/health/live', { method: 'POST', body: '' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('answers OPTIONS with what is allowed', async () => {
    const graphql = await server.send('/graphql', { method: 'OPTIONS' });
    const health = await server.send('/health/live', { method: 'OPTIONS' });
    expect([graphql.status, graphql.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    expect([health.status, health.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });

  it.each([
    ['/'],
    ['/graphql/'],
    ['/GRAPHQL'],
    ['/favicon.ico'],
    ['//graphql'],
    ['/graphql/graphiql/../../package.json'],
  ])('finds nothing at %s', async (path) => {
    const response = await server.send(path);
    expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND']);
  });
});
