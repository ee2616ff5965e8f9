import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../../support/gateway.js';

const reader = 'token-of-the-dashboard';
const planner = 'token-of-the-lims';
const expired = 'token-of-last-year';
const hash = (token: string) => createHash('sha256').update(token).digest('hex');

const file = join(mkdtempSync(join(tmpdir(), 'tokens-')), 'tokens.yaml');
writeFileSync(
  file,
  `- { name: dashboard, sha256: ${hash(reader)}, scopes: [read] }
- { name: lims, sha256: ${hash(planner)}, scopes: [read, plan] }
- { name: old, sha256: ${hash(expired)}, scopes: [read], expires: 2025-01-01 }
`,
);

/** The simulator's second user, who is no superuser. */
const service = { RUNDB_USERNAME: 'ionuser', RUNDB_API_KEY: '1'.repeat(40) };
const bearer = (token: string) => ({ user: null, headers: { authorization: `Bearer ${token}` } });
const chips = '{ chips(first: 1) { nodes { name } } }';
const plan = `mutation {
  createPlan(input: {
    planName: "edge", chipType: "520", reference: "hg19"
    kits: { templating: "Ion 520/530 Kit-OT2" }, samples: { single: { name: "s" } }
  }) { created userErrors { message } }
}`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { ...service, EDGE_TOKENS_FILE: file } });
});
afterAll(() => gateway.close());

describe('static tokens before a service account', () => {
  it('let their owner read, with the account of the gateway and nothing of the caller', async () => {
    const { status, body } = await gateway.ask(chips, {}, bearer(reader));
    expect({ status, body }).toMatchObject({ status: 200, body: { data: { chips: { nodes: [{}] } } } });
    expect(gateway.requests()).toHaveLength(1);
    expect(gateway.lines.at(-1)).toMatchObject({ caller: 'dashboard', status: 200 });
  });

  it('let nobody plan whose token says read only; nothing is asked', async () => {
    const { status, body, headers } = await gateway.ask(plan, {}, bearer(reader));
    expect(status).toBe(403);
    expect(body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope", scope="plan"');
    expect(gateway.requests()).toEqual([]);
  });

  it('let plan whose token says so', async () => {
    const { body } = await gateway.ask(plan, {}, bearer(planner));
    expect(body).toEqual({ data: { createPlan: { created: true, userErrors: [] } } });
  });

  it.each([
    ['an unknown token', bearer('nobody-knows-it')],
    ['an expired token', bearer(expired)],
    ['a header of another scheme', { user: 'ionadmin' }],
    ['no token', { user: null }],
  ])('do not let in %s; nothing is asked', async (_name, options) => {
    const { status, body, headers } = await gateway.ask(chips, {}, options);
    expect(status).toBe(401);
    expect(body.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="rundb-graphql"/);
    expect(gateway.requests()).toEqual([]);
  });

  it('are in no line of the log', () => {
    expect(JSON.stringify(gateway.lines)).not.toMatch(/token-of|1{40}/);
  });
});

describe('a service account that everybody may use', () => {
  it('serves what the configuration says, and no more', async () => {
    const open = await startGateway({ environment: { ...service, ANONYMOUS_SCOPES: 'read' } });
    try {
      expect((await open.ask(chips, {}, { user: null })).status).toBe(200);
      expect((await open.ask(plan, {}, { user: null })).status).toBe(403);
    } finally {
      await open.close();
    }
  });
});

describe('guessing', () => {
  it('is stopped by the gateway, for the user who fails and not for the others', async () => {
    const guarded = await startGateway();
    const wrong = { user: null, headers: { authorization: 'ApiKey ionuser:wrong' } };
    try {
      const answers = [];
      for (let turn = 0; turn < 12; turn += 1) answers.push(await guarded.ask(chips, {}, wrong));
      expect(answers.slice(0, 10).map(({ body }) => body.errors?.[0]?.extensions['code'])).toEqual(
        Array<string>(10).fill('UNAUTHENTICATED'),
      );
      const last = answers.at(-1);
      expect(last?.status).toBe(429);
      expect(last?.body.errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(guarded.requests()).toEqual([]);
      expect((await guarded.ask(chips)).status).toBe(200);
    } finally {
      await guarded.close();
    }
  });
});
