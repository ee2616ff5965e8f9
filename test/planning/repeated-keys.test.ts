import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, ask } from '../support/ask.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { barcoded, createPlan, createPlanFromTemplate, readPlan, single } from './inputs.js';

let gateway: TestGateway;
/** Another one of the same server. */
let twin: TestGateway;
/** One whose mutations have little time. */
let hasty: TestGateway;
const impatient = { REQUEST_TIMEOUT_MS: '2500', RUNDB_RESPONSE_TIMEOUT_MS: '300' };
beforeAll(async () => {
  gateway = await startGateway();
  twin = await startGateway({ running: gateway.simulator });
  hasty = await startGateway({ running: gateway.simulator, environment: impatient });
});
afterAll(async () => {
  gateway.simulator.setWeather();
  await Promise.all([twin.close(), hasty.close()]);
  await gateway.close();
});

type Payload = {
  readonly created: boolean;
  readonly plan: { readonly rundbId: number; readonly guid: string } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly message: string;
  }[];
  readonly warnings: readonly { readonly code: string; readonly path: readonly string[] }[];
};

const make = async (input: object, through = gateway): Promise<Payload> =>
  (await through.data(createPlan, { input })).createPlan;
const plans = () => gateway.simulator.lab.rows('plannedexperiment');
const storedUnder = (guid: string | undefined) => plans().filter((row) => row['planGUID'] === guid);
const sentNow = (method: string) => gateway.requests().filter((request) => request.method === method).length;

/** Changes a plan as somebody else would. */
function change(plan: Payload['plan'], body: object) {
  return ask(gateway.simulator.port, {
    method: 'PUT',
    path: `/rundb/api/v1/plannedexperiment/${plan?.rundbId}/`,
    headers: { authorization: ADMIN_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ libraryKey: 'TCAG', ...body }),
  });
}

describe('a key that is sent again', () => {
  it('finds its plan, in whatever order the keys of the input stand', async () => {
    const first = await make({ ...single, idempotencyKey: 'again' });
    const reversed = Object.fromEntries(Object.entries(single).reverse());
    const second = await make({ idempotencyKey: 'again', ...reversed });
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.plan).toEqual(first.plan);
    expect(sentNow('POST')).toBe(0);
  });

  it('finds it through another gateway, which has never heard of it', async () => {
    const first = await make({ ...single, idempotencyKey: 'elsewhere' });
    const second = await make({ ...single, idempotencyKey: 'elsewhere' }, twin);
    expect(second).toMatchObject({ created: false, plan: { guid: first.plan?.guid }, userErrors: [] });
    expect(storedUnder(first.plan?.guid)).toHaveLength(1);
  });

  it.each([
    ['through one gateway', () => [gateway]],
    ['through two', () => [gateway, twin]],
  ])('twenty at once %s make one plan, and one is told to have made it', async (way, through) => {
    const gateways = through();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        make({ ...barcoded, idempotencyKey: `twenty ${way}` }, gateways[index % gateways.length]),
      ),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ plan }) => plan?.guid)).size).toBe(1);
    expect(storedUnder(answers[0]?.plan?.guid)).toHaveLength(1);
  });

  it('with another input is a conflict, and makes nothing', async () => {
    await make({ ...single, idempotencyKey: 'one order' });
    const before = plans().length;
    const inputs = [
      { ...single, idempotencyKey: 'one order', notes: 'other' },
      { ...barcoded, idempotencyKey: 'one order' },
    ];
    for (const through of [gateway, twin]) {
      for (const input of inputs) {
        const { plan, userErrors } = await make(input, through);
        expect([plan, userErrors.map(({ code, path }) => [code, path])]).toEqual([
          null,
          [['IDEMPOTENCY_CONFLICT', ['idempotencyKey']]],
        ]);
      }
    }
    expect(plans()).toHaveLength(before);
  });

  it('is the key of one user: another one makes another plan', async () => {
    const input = { ...single, idempotencyKey: 'mine' };
    const mine = await make(input);
    const { body } = await gateway.ask(createPlan, { input }, { user: 'ionuser' });
    expect(body.data.createPlan.created).toBe(true);
    expect(body.data.createPlan.plan.guid).not.toBe(mine.plan?.guid);
  });

  it('finds a plan that somebody has changed, voided or run meanwhile', async () => {
    const input = { ...single, idempotencyKey: 'changed' };
    const { plan } = await make(input);
    for (const body of [
      { notes: 'changed' },
      { planStatus: 'voided' },
      { planStatus: 'run', planExecuted: true },
    ]) {
      expect((await change(plan, body)).status).toBe(200);
      expect(await make(input, twin)).toMatchObject({ created: false, plan: { guid: plan?.guid } });
    }
  });

  it('finds a plan that no longer says of which input it was made, and tells so', async () => {
    const input = { ...single, idempotencyKey: 'wiped' };
    const { plan } = await make(input);
    await change(plan, { metaData: { other: 'data' } });
    const again = await make(input, twin);
    expect(again).toMatchObject({ created: false, plan: { guid: plan?.guid }, userErrors: [] });
    expect(again.warnings).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT', path: ['idempotencyKey'] }]);
  });

  it('finds its plan although its input would be refused today', async () => {
    const input = {
      ...single,
      idempotencyKey: 'retired',
      kits: { ...single.kits, library: 'Ion Plus Fragment Library Kit' },
    };
    const { plan } = await make(input);
    expect(plan).not.toBeNull();
    const { lab } = gateway.simulator;
    const kit = lab.rows('kitinfo').find((row) => row['name'] === 'IonPlusFragmentLibKit');
    lab.store.update('kitinfo', kit ?? {}, { isActive: false });
    // One gateway still believes that the kit is active and hears of it from rundb, the other reads it.
    const fresh = await startGateway({ running: gateway.simulator });
    for (const through of [twin, fresh]) {
      expect(await make(input, through)).toMatchObject({
        created: false,
        plan: { guid: plan?.guid },
        userErrors: [],
      });
      const refused = await make({ ...input, idempotencyKey: 'not made before' }, through);
      expect(refused.userErrors).toMatchObject([{ code: 'INACTIVE', path: ['kits', 'library'] }]);
    }
    await fresh.close();
  });

  it('has 1 to 255 characters', async () => {
    for (const [key, code] of [
      ['', 'REQUIRED'],
      ['k'.repeat(256), 'TOO_LONG'],
    ]) {
      const { userErrors } = await make({ ...single, idempotencyKey: key });
      expect(userErrors).toMatchObject([{ code, path: ['idempotencyKey'] }]);
    }
    const odd = { ...single, idempotencyKey: '"None"\n<b>\u{1F9EC}\u0000' };
    expect((await make(odd)).created).toBe(true);
    expect((await make(odd, twin)).created).toBe(false);
  });

  it('of a plan is no key of a plan from a template', async () => {
    await make({ ...single, idempotencyKey: 'either' });
    const input = { ...single, template: { id: '1' }, idempotencyKey: 'either' };
    const { createPlanFromTemplate: payload } = await gateway.data(createPlanFromTemplate, { input });
    expect(payload.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  });
});

describe('when it is not certain what became of a POST', () => {
  it.each([
    ['cut after storing', { cut: 'after' }, 1],
    ['cut in the middle of the answer', { cut: 'middle' }, 1],
    ['cut before storing', { cut: 'before' }, 2],
    ['answered 502 and stored', { answer: 502, done: true }, 1],
    ['answered 500 and not stored', { answer: 500 }, 2],
    ['in maintenance', { answer: 'maintenance' }, 2],
    ['answered with what is no plan', { body: { text: '{"objects": []}' } }, 1],
    ['answered with what is no JSON', { body: 'garbled' }, 1],
    ['silent', { hang: true }, 2],
  ] as const)('%s: the plan is looked up before it is tried again', async (name, fault, posts) => {
    for (const idempotencyKey of [undefined, `weather ${name}`]) {
      await make({ ...single, idempotencyKey: 'warm' }, hasty);
      const rule = { method: 'POST', path: 'plannedexperiment/', next: 1, ...fault };
      gateway.simulator.setWeather({ rules: [rule] });
      gateway.simulator.log.clear();
      const payload = await make({ ...single, ...(idempotencyKey && { idempotencyKey }) }, hasty);
      expect(payload).toMatchObject({ created: true, userErrors: [], warnings: [] });
      expect(storedUnder(payload.plan?.guid)).toHaveLength(1);
      const steps = gateway.requests().filter(({ path }) => path.includes('/plannedexperiment'));
      expect(steps.filter(({ method }) => method === 'POST')).toHaveLength(posts);
      const [first, second] = steps;
      expect([first?.method, second?.method]).toEqual(['POST', 'GET']);
      expect(second?.path).toContain(`planGUID=${payload.plan?.guid}`);
      gateway.simulator.setWeather();
      const { plan } = await gateway.data(readPlan, { guid: payload.plan?.guid });
      expect(plan).toEqual(payload.plan);
    }
  });

  it('says that rundb fails on this plan, when it does so again and again', async () => {
    gateway.simulator.setWeather({ rules: [{ method: 'POST', path: 'plannedexperiment/', answer: 500 }] });
    const before = plans().length;
    const { body } = await gateway.ask(createPlan, { input: { ...single, idempotencyKey: 'crash' } });
    gateway.simulator.setWeather();
    expect(body.errors?.[0]).toMatchObject({ extensions: { code: 'UPSTREAM_ERROR', status: 500 } });
    expect(body.errors?.[0]?.message).toMatch(/failed on this plan 3 times and stored none/);
    expect(plans()).toHaveLength(before);
  });

  it.each([
    ['names the key to send again', { idempotencyKey: 'unknown' }, /same idempotencyKey again/],
    ['names the GUID to look for', {}, /Look for the plan of GUID [0-9a-f-]{36} before/],
  ])('%s where the deadline comes first', async (_, key, way) => {
    await make({ ...single, idempotencyKey: 'warm' }, hasty);
    const rules = [
      { method: 'POST', path: 'plannedexperiment/', cut: 'after' },
      { path: 'plannedexperimentdb/', answer: 503 },
    ] as const;
    gateway.simulator.setWeather({ rules });
    const { body } = await hasty.ask(createPlan, { input: { ...single, ...key } });
    gateway.simulator.setWeather();
    expect(body.errors?.[0]?.message).toMatch(/^It is not known whether the plan was made\./);
    expect(body.errors?.[0]?.message).toMatch(way);
    const guid = /GUID ([0-9a-f-]{36})/.exec(body.errors?.[0]?.message ?? '')?.[1];
    const found =
      guid === undefined ? await make({ ...single, ...key }) : await hasty.data(readPlan, { guid });
    expect(found).toMatchObject(guid === undefined ? { created: false } : { plan: { guid } });
  });
});

describe('a caller who leaves', () => {
  it('has the plan all the same once it is under way', async () => {
    gateway.simulator.setWeather({ rules: [{ method: 'POST', path: 'plannedexperiment/', delay: 400 }] });
    const leaving = new AbortController();
    const input = { ...single, idempotencyKey: 'left' };
    const asked = gateway.ask(createPlan, { input }, { signal: leaving.signal }).catch(() => 'left');
    while (!gateway.requests().some(({ method }) => method === 'POST')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    leaving.abort();
    expect(await asked).toBe('left');
    // The next one of the key waits for the first, and finds what it has made.
    expect(await make(input)).toMatchObject({ created: false, userErrors: [] });
    gateway.simulator.setWeather();
  });

  it('is waited for by a gateway that stops', async () => {
    const stopping = await startGateway({ running: gateway.simulator });
    await make({ ...single, idempotencyKey: 'warm' }, stopping);
    gateway.simulator.setWeather({ rules: [{ method: 'POST', path: 'plannedexperiment/', delay: 300 }] });
    const leaving = new AbortController();
    const input = { ...single, idempotencyKey: 'stopped' };
    gateway.simulator.log.clear();
    const asked = stopping.ask(createPlan, { input }, { signal: leaving.signal }).catch(() => 'left');
    while (!gateway.requests().some(({ method }) => method === 'POST')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    leaving.abort();
    await asked;
    await stopping.close();
    const [post] = gateway.requests().filter(({ method }) => method === 'POST');
    expect(post?.status).toBe(201);
    gateway.simulator.setWeather();
  });
});
