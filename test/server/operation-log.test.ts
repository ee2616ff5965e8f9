import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiKey, bodyOf, type StandIn, noCaches, startStandIn } from './stand-in.js';

let server: StandIn;
beforeAll(async () => {
  server = await startStandIn();
});
afterAll(() => server.close());

describe('the request id', () => {
  it('is the caller’s own where it is fit', async () => {
    const response = await server.post('{ hello }', { ...apiKey, 'x-request-id': 'lims-step.7_A' });
    expect(response.headers.get('x-request-id')).toBe('lims-step.7_A');
    expect(server.opened.at(-1)?.requestId).toBe('lims-step.7_A');
    expect(server.lines.at(-1)).toMatchObject({ requestId: 'lims-step.7_A' });
  });

  it.each([['has spaces'], ['x'.repeat(65)], ['line{"break']])('is a new one instead of %j', async (sent) => {
    const response = await server.post('{ hello }', { ...apiKey, 'x-request-id': sent });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['{ nothing }', 400],
    ['{ hello', 400],
    ['query A { hello } query B { hello }', 400],
    ['{ crash }', 200],
  ])('is in the errors of %s', async (query, status) => {
    const response = await server.post(query, { ...apiKey, 'x-request-id': 'mine' });
    const { errors } = await bodyOf(response);
    expect(response.status).toBe(status);
    expect(errors?.map(({ extensions }) => extensions['requestId'])).toEqual(['mine']);
  });
});

describe('the log line of an operation', () => {
  it('says what was asked, how it ended, and what it cost', async () => {
    const query = 'query Greeting { a: hello b: hello }';
    const before = server.lines.length;
    await server.post(query);
    expect(server.lines.slice(before)).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        requestId: expect.any(String),
        operationName: 'Greeting',
        operationHash: createHash('sha256').update(query).digest('hex'),
        operationType: 'query',
        status: 200,
        codes: [],
        ms: expect.any(Number),
        upstreamRequests: 2,
        upstreamBytes: 20,
        msg: 'operation',
      },
    ]);
  });

  it('is one also for a request that never became an operation', async () => {
    const before = server.lines.length;
    await server.send('/graphql', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } });
    await server.post('{ hello', apiKey);
    const seen = server.lines.slice(before).map(({ status, codes }) => [status, codes]);
    expect(seen).toEqual([
      [415, ['BAD_USER_INPUT']],
      [400, ['BAD_USER_INPUT']],
    ]);
  });

  it('holds no credentials, cookies, variables or operation text', async () => {
    const before = server.lines.length;
    const headers = { 'content-type': 'application/json', cookie: 'sessionid=session-secret', ...apiKey };
    const body = JSON.stringify({
      query: 'query($name: String) { hello(name: $name) }',
      variables: { name: 'variable-secret' },
    });
    await server.send('/graphql', { method: 'POST', headers, body });
    const logged = JSON.stringify(server.lines.slice(before));
    for (const secret of ['secret', '$name', 'someone']) expect(logged).not.toContain(secret);
  });
});

describe('a fault of the gateway', () => {
  it('is masked for the caller and logged in full under the request id', async () => {
    const before = server.lines.length;
    const response = await server.post('{ crash hello }', { ...apiKey, 'x-request-id': 'faulty' });
    const text = await response.text();
    expect(text).toContain('"hello":"hello lab"');
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toContain('wires');
    const [fault, line] = server.lines.slice(before);
    expect(fault).toMatchObject({
      level: 'error',
      requestId: 'faulty',
      error: { message: expect.stringContaining('wires') },
    });
    expect(JSON.stringify(fault)).toContain('stand-in.ts');
    expect(line).toMatchObject({ requestId: 'faulty', codes: ['INTERNAL_SERVER_ERROR'] });
  });
});

describe('a fault before GraphQL', () => {
  it('is 500 in GraphQL’s form, masked and logged', async () => {
    const open = () => {
      throw new Error('wires of the gateway show here');
    };
    const gateway = {
      open,
      check: () => Promise.resolve([]),
      caches: noCaches,
      close: () => Promise.resolve(),
    };
    const faulty = await startStandIn({ parts: { gateway } });
    const response = await faulty.post('{ hello }', { ...apiKey, 'x-request-id': 'faulty' });
    const text = await response.text();
    await faulty.close();
    expect([response.status, response.headers.get('x-request-id')]).toEqual([500, 'faulty']);
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toContain('wires');
    expect(faulty.lines).toMatchObject([
      { level: 'error', requestId: 'faulty', error: { message: expect.stringContaining('wires') } },
      { msg: 'operation', status: 500, codes: ['INTERNAL_SERVER_ERROR'] },
    ]);
  });
});
