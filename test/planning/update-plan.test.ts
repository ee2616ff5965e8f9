import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { barcoded, createPlan, single } from './inputs.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const updatePlan = `mutation ($input: UpdatePlanInput!) {
  updatePlan(input: $input) {
    plan { rundbId shortId name planName notes flows libraryKey reference sample barcodeKit status date projects { name }
      barcodedSamples { name barcodes { barcode } } }
    userErrors { code message path }
    warnings { code path }
  }
}`;
const voidPlan = `mutation ($input: VoidPlanInput!) {
  voidPlan(input: $input) { plan { shortId status state } userErrors { code path } }
}`;

async function make(changes: object = {}, input: object = single): Promise<string> {
  const { createPlan: payload } = await gateway.data(createPlan, { input: { ...input, ...changes } });
  return payload.plan.shortId;
}

async function update(shortId: string, changes: object) {
  const input = { plan: { shortId }, ...changes };
  return (await gateway.data(updatePlan, { input })).updatePlan;
}

const writes = () => gateway.requests().filter(({ method }) => method !== 'GET');
const rowOf = (shortId: string) =>
  gateway.data('query ($shortId: String) { plan(shortId: $shortId) { rundbId date } }', { shortId });

describe('updatePlan', () => {
  it('changes what is said, keeps the rest, and answers with the plan as it is then', async () => {
    const shortId = await make({ notes: 'old', flows: 400, libraryKey: 'TCAGT', projects: ['P1'] });
    const payload = await update(shortId, { notes: 'new' });
    expect(payload).toMatchObject({ userErrors: [], warnings: [] });
    expect(payload.plan).toMatchObject({
      shortId,
      notes: 'new',
      flows: 400,
      libraryKey: 'TCAGT',
      sample: single.samples.single?.name,
    });
    expect(payload.plan.projects).toEqual([{ name: 'P1' }]);
    expect(writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT /rundb/api/v1/plannedexperiment/${payload.plan.rundbId}/`,
    ]);
  });

  it('keeps a plan without flows, and takes values away with null', async () => {
    const shortId = await make({ notes: 'old', flows: 300, projects: ['P1', 'P2'] });
    expect((await update(shortId, { notes: null, flows: null, projects: ['P2'] })).plan).toMatchObject({
      notes: '',
      flows: 0,
      projects: [{ name: 'P2' }],
    });
    expect((await update(shortId, { notes: 'again' })).plan).toMatchObject({ notes: 'again', flows: 0 });
  });

  it('gives a new name to both names', async () => {
    const shortId = await make();
    expect((await update(shortId, { planName: 'Other name' })).plan).toMatchObject({
      name: 'Other name',
      planName: 'Other_name',
    });
  });

  it('replaces samples as a whole, with barcodes and without', async () => {
    const shortId = await make();
    const withBarcodes = await update(shortId, { samples: barcoded.samples });
    expect(withBarcodes.userErrors).toEqual([]);
    expect(withBarcodes.plan).toMatchObject({ barcodeKit: 'IonXpress', sample: null });
    expect(withBarcodes.plan.barcodedSamples).toHaveLength(barcoded.samples.barcoded?.samples.length ?? 0);
    const without = await update(shortId, { samples: { single: { name: 'S 9' } } });
    expect(without.userErrors).toEqual([]);
    expect(without.plan).toMatchObject({ barcodeKit: null, barcodedSamples: [] });
    expect(without.plan.sample).toMatch(/^S.9$/);
  });

  it('writes nothing where nothing changes', async () => {
    const shortId = await make({ notes: 'same' });
    expect((await update(shortId, { notes: 'same' })).userErrors).toEqual([]);
    expect(writes()).toEqual([]);
  });

  it('checks the plan as it would be: what does not go together is refused, with its place', async () => {
    const shortId = await make();
    const { plan, userErrors } = await update(shortId, { chipType: '318', notes: 'no, this!' });
    expect(plan).toBeNull();
    const paths = userErrors.map(({ path }: { path: string[] }) => path.join('.'));
    expect(paths).toEqual(expect.arrayContaining(['chipType', 'notes']));
    expect(writes()).toEqual([]);
  });

  it('leaves a plan that someone has saved since', async () => {
    const shortId = await make();
    const { plan } = await rowOf(shortId);
    await update(shortId, { notes: 'theirs' });
    const late = await update(shortId, { notes: 'mine', ifUnchangedSince: plan.date });
    expect(late.userErrors).toMatchObject([{ code: 'WRONG_STATE', path: ['ifUnchangedSince'] }]);
    const { plan: now } = await rowOf(shortId);
    expect((await update(shortId, { notes: 'mine', ifUnchangedSince: now.date })).plan.notes).toBe('mine');
  });

  it('makes several changes at once one after the other, and loses none', async () => {
    const shortId = await make();
    await Promise.all([
      update(shortId, { notes: 'n' }),
      update(shortId, { flows: 321 }),
      update(shortId, { sampleTubeLabel: 't' }),
    ]);
    expect((await update(shortId, {})).plan).toMatchObject({ notes: 'n', flows: 321 });
  });

  it('refuses plans that a run has used, templates and what came with the server', async () => {
    const list = (filter: string, root = 'plans') =>
      gateway.data(`{ ${root}(first: 1, filter: { ${filter} }) { nodes { rundbId } } }`);
    const { plans } = await list('isExecuted: { eq: true }');
    const { planTemplates } = await list('isSystem: { eq: true }', 'planTemplates');
    for (const { rundbId } of [plans.nodes[0], planTemplates.nodes[0]]) {
      const input = { plan: { id: String(rundbId) }, notes: 'x' };
      const { updatePlan: payload } = await gateway.data(updatePlan, { input });
      expect(payload).toMatchObject({ plan: null, userErrors: [{ code: 'WRONG_STATE', path: ['plan'] }] });
      const { voidPlan: voided } = await gateway.data(voidPlan, { input: { plan: input.plan } });
      expect(voided).toMatchObject({ plan: null, userErrors: [{ code: 'WRONG_STATE' }] });
    }
    expect(writes()).toEqual([]);
  });

  it.each([{ shortId: 'NOSUCH' }, { guid: 'none' }, { id: '999999' }])('finds no plan %j', async (plan) => {
    const { updatePlan: payload } = await gateway.data(updatePlan, { input: { plan, notes: 'x' } });
    expect(payload).toMatchObject({ plan: null, userErrors: [{ code: 'NOT_FOUND', path: ['plan'] }] });
  });

  it.each(['say "x"', "it's", '<b>', 'a\nb', 'none', 'null', '🧬', 'x'.repeat(10_000)])(
    'takes hostile text %j, or says where it stands',
    async (notes) => {
      const shortId = await make();
      const { plan, userErrors } = await update(shortId, { notes });
      if (plan) expect(plan.notes).toBe(notes);
      else expect(userErrors[0].path).toEqual(['notes']);
    },
  );

  it('is not for users who may not write', async () => {
    const shortId = await make();
    const { body } = await gateway.ask(
      updatePlan,
      { input: { plan: { shortId }, notes: 'x' } },
      { user: 'readonly' },
    );
    expect(body.data.updatePlan).toBeNull();
    expect(body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('voidPlan', () => {
  it('takes a plan off the list, once; nothing is deleted', async () => {
    const shortId = await make();
    const input = { plan: { shortId } };
    const wanted = { voidPlan: { plan: { shortId, status: 'voided', state: 'VOIDED' }, userErrors: [] } };
    expect(await gateway.data(voidPlan, { input })).toEqual(wanted);
    expect(writes().map(({ method }) => method)).toEqual(['PUT']);
    expect(await gateway.data(voidPlan, { input })).toEqual(wanted);
    expect(writes()).toEqual([]);
    expect((await update(shortId, { notes: 'x' })).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });
});

describe('an answer that is lost', () => {
  it('is asked for again: the same change twice is the same change', async () => {
    const shortId = await make();
    const rule = { method: 'PUT', next: 1, cut: 'after' } as const;
    await gateway.simulator.setWeather({ rules: [rule] });
    const payload = await update(shortId, { notes: 'through the storm' });
    await gateway.simulator.setWeather({});
    expect(payload.plan.notes).toBe('through the storm');
    expect(writes()).toHaveLength(2);
  });
});
