import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../../support/gateway.js';

const tokens = join(mkdtempSync(join(tmpdir(), 'tokens-')), 'tokens.yaml');
const sha256 = createHash('sha256').update('the-token-of-lims').digest('hex');
writeFileSync(tokens, `- { name: lims, sha256: ${sha256}, scopes: [read] }`);
const guarded = { RUNDB_USERNAME: 'ionuser', RUNDB_API_KEY: '1'.repeat(40), EDGE_TOKENS_FILE: tokens };

let gateway: TestGateway;
afterEach(() => gateway.close());

const chips = '{ chips(first: 3) { nodes { name } } }';
const start = async (environment: Record<string, string>) => {
  gateway = await startGateway({ environment: { RATE_LIMIT_WINDOW_S: '3600', ...environment } });
};
const codeOf = ({ body }: Awaited<ReturnType<TestGateway['ask']>>) => body.errors?.[0]?.extensions['code'];

describe('requests of one caller', () => {
  it('are refused with 429 beyond the limit, and those of others answered', async () => {
    await start({ RATE_LIMIT_REQUESTS: '3' });
    for (const left of [2, 1, 0]) {
      const { status, headers } = await gateway.ask(chips);
      expect(status).toBe(200);
      expect(headers.get('ratelimit-policy')).toBe('"requests";q=3;w=3600');
      expect(headers.get('ratelimit')).toMatch(new RegExp(`^"requests";r=${left};t=\\d+$`));
    }
    const refused = await gateway.ask(chips);
    expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
    expect(gateway.requests()).toEqual([]);
    expect((await gateway.ask(chips, {}, { user: 'ionuser' })).status).toBe(200);
  });

  it('count also where they are refused for something else', async () => {
    await start({ RATE_LIMIT_REQUESTS: '2' });
    await gateway.ask('{ nothing }');
    await gateway.ask('{ chips {');
    expect((await gateway.ask(chips)).status).toBe(429);
  });

  it('are those from one address where no credentials are shown', async () => {
    await start({ RATE_LIMIT_REQUESTS: '1' });
    const statuses = [];
    for (const user of [null, null, 'ionadmin']) {
      statuses.push((await gateway.ask('{ __typename }', {}, { user })).status);
    }
    expect(statuses).toEqual([200, 429, 200]);
  });

  it('are those under one token, wherever it is used', async () => {
    await start({ RATE_LIMIT_REQUESTS: '1', ...guarded });
    const bearer = { authorization: 'Bearer the-token-of-lims' };
    const first = await gateway.ask('{ __typename }', {}, { user: null, headers: bearer });
    const second = await gateway.ask('{ __typename }', {}, { user: null, headers: bearer });
    expect([first.status, second.status]).toEqual([200, 429]);
  });
});

describe('the cost of what one caller asks for', () => {
  it('is refused beyond the limit before any server is asked', async () => {
    await start({ MAX_COST: '2000', RATE_LIMIT_COST: '2000' });
    const dear = '{ experiments(first: 100) { nodes { displayName flows } } }';
    const first = await gateway.ask(dear);
    expect([first.status, first.headers.get('ratelimit-policy')]).toEqual([200, '"cost";q=2000;w=3600']);
    const second = await gateway.ask(dear);
    const left = /"cost";r=(\d+);/.exec(first.headers.get('ratelimit') ?? '')?.[1];
    expect([second.status, codeOf(second)]).toEqual([429, 'RATE_LIMITED']);
    expect(second.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(gateway.requests()).toEqual([]);
    // What was refused has taken nothing, so that what costs less is still answered.
    expect(second.headers.get('ratelimit')).toContain(`"cost";r=${left};`);
    expect((await gateway.ask(chips)).status).toBe(200);
  });
});

describe('without limits', () => {
  it('nothing is counted', async () => {
    await start({});
    const { headers } = await gateway.ask(chips);
    expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([null, null]);
  });
});
