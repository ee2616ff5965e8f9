import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyOf, codeOf, type StandIn, startStandIn } from './stand-in.js';

let open: StandIn;
let closed: StandIn;
beforeAll(async () => {
  open = await startStandIn();
  closed = await startStandIn({ environment: { INTROSPECTION: 'off' } });
});
afterAll(() => Promise.all([open.close(), closed.close()]));

const introspection = [
  ['{ __typename }'],
  ['{ __schema { queryType { name } } }'],
  ['query Types { ...Root } fragment Root on Query { ... on Query { __type(name: "Query") { name } } }'],
  ['mutation { __typename }'],
] as const;

describe('a caller without credentials', () => {
  it.each(introspection)('may ask %s', async (query) => {
    const response = await open.post(query, {});
    expect(response.status).toBe(200);
    expect((await bodyOf(response)).errors).toBeUndefined();
  });

  it.each([
    ['{ hello }'],
    ['{ __typename hello }'],
    ['{ ...Root } fragment Root on Query { __typename ... { hello } }'],
    ['{ ... @include(if: false) { hello } __typename }'],
    ['mutation { touch }'],
  ])('may not ask %s', async (query) => {
    const response = await open.post(query, {});
    expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(response.headers.get('www-authenticate')).toBe('ApiKey realm="Torrent Suite"');
  });

  it('is told what to send, and leaves no trace upstream', async () => {
    const { errors, data } = await bodyOf(await open.post('{ hello }', {}));
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toContain('Authorization: ApiKey user:key');
    expect(open.lines.at(-1)).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'], upstreamRequests: 0 });
  });

  it('may ask nothing where introspection is off', async () => {
    for (const [query] of introspection) {
      const response = await closed.post(query, {});
      expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });
});

describe('introspection switched off', () => {
  it('is refused to callers with credentials too', async () => {
    const response = await closed.post('{ __schema { queryType { name } } }');
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
    expect((await closed.post('{ __typename hello }')).status).toBe(200);
  });
});
