import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { startGateway, type TestGateway } from '../../support/gateway.js';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** An OpenID provider on loopback: discovery document and keys, which the test may change. */
let provider: Server;
let issuer: string;
const published: JWK[] = [];
let asked: string[] = [];
let gateway: TestGateway;
let firstKey: Key;

async function publish(kid: string): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  published.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
  return privateKey;
}

const documents: Record<string, () => unknown> = {
  '/.well-known/openid-configuration': () => ({ issuer, jwks_uri: `${issuer}/keys` }),
  '/keys': () => ({ keys: published }),
};

beforeAll(async () => {
  provider = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end(JSON.stringify(documents[url]?.()));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  firstKey = await publish('first');
  gateway = await startGateway({
    environment: {
      RUNDB_USERNAME: 'ionuser',
      RUNDB_API_KEY: '1'.repeat(40),
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: 'rundb-graphql',
      OIDC_SCOPE_PREFIX: 'rundb:',
    },
  });
});
afterAll(async () => {
  await gateway.close();
  provider.closeAllConnections();
  provider.close();
});

const now = () => Math.floor(Date.now() / 1000);
const good = (): JWTPayload => ({
  iss: issuer,
  aud: 'rundb-graphql',
  sub: 'lims',
  exp: now() + 300,
  scope: 'openid rundb:read',
});

const signWithout = (claim: string) =>
  sign(Object.fromEntries(Object.entries(good()).filter(([name]) => name !== claim)));

const sign = (
  claims: JWTPayload,
  key: Key | Uint8Array = firstKey,
  header = { alg: 'ES256', kid: 'first' },
) => new SignJWT(claims).setProtectedHeader(header).sign(key);

async function ask(token: string, query = '{ chips(first: 1) { nodes { name } } }') {
  const { status, body } = await gateway.ask(
    query,
    {},
    { user: null, headers: { authorization: `Bearer ${token}` } },
  );
  return { status, code: body.errors?.[0]?.extensions['code'], upstream: gateway.requests().length };
}

describe('tokens of an OpenID provider', () => {
  it('let their owner in, whose name is logged; the keys are asked for once', async () => {
    asked = [];
    expect(await ask(await sign(good()))).toEqual({ status: 200, code: undefined, upstream: 1 });
    expect(await ask(await sign(good()))).toEqual({ status: 200, code: undefined, upstream: 1 });
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
    expect(gateway.lines.at(-1)).toMatchObject({ caller: 'lims' });
  });

  it('take scopes as a list, too; clocks may differ a little', async () => {
    const claims = { ...good(), scope: undefined, scp: ['rundb:read'], exp: now() - 5, nbf: now() + 5 };
    expect(await ask(await sign(claims))).toMatchObject({ status: 200 });
  });

  it('say what may be done', async () => {
    const mutation =
      'mutation { __typename createPlan(input: { planName: "p", chipType: "520", kits: { templating: "k" }, samples: { single: { name: "s" } } }) { created } }';
    expect(await ask(await sign(good()), mutation)).toEqual({ status: 403, code: 'FORBIDDEN', upstream: 0 });
    const none = { ...good(), scope: 'openid read' };
    expect(await ask(await sign(none))).toEqual({ status: 403, code: 'FORBIDDEN', upstream: 0 });
  });

  const refused = { status: 401, code: 'UNAUTHENTICATED', upstream: 0 };

  it.each<[string, () => Promise<string>]>([
    ['for another service', () => sign({ ...good(), aud: 'mail' })],
    ['of another issuer', () => sign({ ...good(), iss: 'https://elsewhere.lab' })],
    ['that has expired', () => sign({ ...good(), exp: now() - 60 })],
    ['that is not yet valid', () => sign({ ...good(), nbf: now() + 60 })],
    ['that never expires', () => signWithout('exp')],
    ['of nobody', () => signWithout('sub')],
    [
      'that somebody signed with a key of his own',
      async () => sign(good(), (await generateKeyPair('ES256')).privateKey),
    ],
    [
      'signed with the public key as a shared secret',
      () =>
        sign(good(), new TextEncoder().encode(JSON.stringify(published[0])), { alg: 'HS256', kid: 'first' }),
    ],
    ['that is cut', async () => (await sign(good())).slice(0, -2)],
    ['that is none', () => Promise.resolve('nonsense')],
  ])('are not taken: one %s', async (_name, make) => {
    expect(await ask(await make())).toEqual(refused);
  });

  it('are not taken without a signature', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await ask(`${part({ alg: 'none' })}.${part(good())}.`)).toEqual(refused);
  });
});

it('a provider that cannot be reached is no fault of the token, and lets nobody in', async () => {
  const lonely = await startGateway({
    environment: {
      RUNDB_USERNAME: 'ionuser',
      RUNDB_API_KEY: '1'.repeat(40),
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_AUDIENCE: 'rundb-graphql',
    },
  });
  try {
    const headers = { authorization: `Bearer ${await sign(good())}` };
    const { status, body } = await lonely.ask('{ chips { nodes { name } } }', {}, { user: null, headers });
    expect([status, body.errors?.[0]?.extensions['code']]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
    expect(lonely.requests()).toEqual([]);
  } finally {
    await lonely.close();
  }
});
