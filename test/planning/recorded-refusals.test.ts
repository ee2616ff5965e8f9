import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '../../src/caches/memory-store.js';
import { rememberLists } from '../../src/caches/plan-lists.js';
import { ServerCache } from '../../src/caches/server-cache.js';
import { readRefusal } from '../../src/planning/answers/refusal.js';
import type { Finding } from '../../src/planning/findings.js';
import { gatherFacts } from '../../src/planning/lists/gather.js';
import { serverLists } from '../../src/planning/lists/server-lists.js';
import { Deadline } from '../../src/planning/once/deadline.js';
import { makeOnce } from '../../src/planning/once/make-once.js';
import type { PlanInput } from '../../src/planning/plan-input.js';
import { writePlan } from '../../src/planning/wire/write-plan.js';
import { connect } from '../../src/rundb/connection.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { readRecordings } from '../support/recordings.js';
import { createPlan, single } from './inputs.js';
import { mistakes, neverSent, ruledOut } from './recorded-mistakes.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const recorded = readRecordings('plannedexperiment').filter(
  ({ request, response }) => request.method === 'POST' && response.status >= 400,
);
const reasonsOf = (name: string) => {
  const body = recorded.find((exchange) => exchange.name === name)?.response.body;
  return (body as { error?: unknown } | undefined)?.error;
};

const codeAndPath = ({ code, path }: Pick<Finding, 'code' | 'path'>) => `${code} ${path.join('.')}`;
const pathsOf = (findings: readonly Pick<Finding, 'path'>[]) =>
  [...new Set(findings.map(({ path }) => path.join('.')))].sort();
const expectedPaths = (expected: readonly string[]) => expected.map((line) => line.split(' ')[1]).sort();

const lists = new ServerCache(openMemoryStore(4_000_000), { server: 'lab', staleFor: 0 });

/** What rundb says of a plan that nobody has checked. */
async function withoutChecks(plan: PlanInput): Promise<readonly Finding[]> {
  const timeouts = { connect: 3_000, response: 30_000, request: 60_000 };
  const connection = connect({ url: gateway.simulator.url, timeouts });
  const credentials = { authorization: `ApiKey ionuser:${'1'.repeat(40)}` };
  const open = (signal: AbortSignal) => connection.client({ credentials, signal });
  const deadline = new Deadline(10_000);
  const facts = await gatherFacts(
    plan,
    serverLists(open(deadline.signal), rememberLists(lists.of(credentials.authorization))),
  );
  const order = { guid: 'never-stored', isShared: false, body: writePlan(plan, facts) };
  const outcome = await makeOnce(order, open, deadline);
  connection.close();
  return outcome.kind === 'refused' ? readRefusal(outcome.reasons, plan) : [];
}

describe('recorded mistakes', () => {
  it('are all here: told by the gateway, ruled out by the schema, or never sent', () => {
    const told = Object.keys(mistakes);
    const excluded = Object.keys(ruledOut);
    console.log(
      `${recorded.length} recorded refusals: ${told.length} told, ${excluded.length} ruled out by the schema, ` +
        `${neverSent.length} never sent`,
    );
    expect([...told, ...excluded, ...neverSent].sort()).toEqual(recorded.map(({ name }) => name).sort());
  });

  it.each(Object.entries(mistakes))('%s: by the checks', async (_, { input, expected }) => {
    const { createPlan: payload } = await gateway.data(createPlan, { input });
    expect(payload.userErrors.map(codeAndPath).sort()).toEqual([...expected].sort());
    expect(payload).toMatchObject({ plan: null, created: false });
    expect(gateway.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it.each(Object.entries(mistakes))('%s: by rundb', async (_, { input, expected }) => {
    expect(pathsOf(await withoutChecks(input))).toEqual(expectedPaths(expected));
  });

  it.each(Object.entries(mistakes))('%s: as it was recorded', (name, { input, expected }) => {
    const told = readRefusal(reasonsOf(name), input);
    expect(pathsOf(told)).toEqual(expect.arrayContaining(expectedPaths(expected)));
    for (const { message, code } of told) {
      expect(message).toBe(message.trim());
      expect(code).not.toBe('REFUSED_BY_RUNDB');
    }
  });
});

describe('what the schema rules out', () => {
  it.each([
    [
      'a sample and barcoded samples',
      { samples: { single: { name: 'a' }, barcoded: { barcodeKit: 'x', samples: [] } } },
    ],
    ['no samples', { samples: undefined }],
    ['a chip that is a number', { chipType: 520 }],
    ['flows with a fraction', { flows: 12.5 }],
    [
      'another nucleotide type',
      {
        samples: {
          barcoded: {
            barcodeKit: 'x',
            samples: [{ name: 'a', barcodes: [{ barcode: 'b', nucleotideType: 'PROTEIN' }] }],
          },
        },
      },
    ],
    ['an id', { id: 308 }],
  ])('%s', async (_, changes) => {
    const { body } = await gateway.ask(createPlan, { input: { ...single, ...changes } });
    expect(body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(gateway.requests()).toEqual([]);
  });
});
