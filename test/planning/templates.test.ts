import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, ask } from '../support/ask.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { createPlanFromTemplate, withSamples } from './inputs.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const samples = { single: { name: 'a sample' } };

async function make(input: object) {
  const asked = { planName: 'of a template', samples, ...input };
  return (await gateway.data(createPlanFromTemplate, { input: asked })).createPlanFromTemplate;
}
const told = (findings: readonly { readonly code: string; readonly path: readonly string[] }[]) =>
  findings.map(({ code, path }) => `${code} ${path.join('.')}`);

/** Asks rundb itself. */
async function rundb(
  method: string,
  path: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await ask(gateway.simulator.port, {
    method,
    path: `/rundb/api/v1/${path}`,
    headers: { authorization: ADMIN_KEY, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return JSON.parse(answer.text);
}

/** What differs between any two plans, or is not taken over. */
const own =
  /^(id|resource_uri|date|experiment|expName|plan(Name|DisplayedName|GUID|ShortID)|metaData|username|origin|isFavorite|(chip|man)Tec.*)$/;
/** rundb keeps nothing as null or as an empty text, as it came; a template knows plugins by the numbers of its maker. */
const comparable = (plan: object) =>
  Object.fromEntries(
    Object.entries(plan).flatMap(([key, value]) => {
      if (own.test(key)) return [];
      return [[key, key === 'selectedPlugins' ? Object.keys(value) : value === '' ? null : value]];
    }),
  );

interface Template {
  readonly id: number;
  readonly planDisplayedName: string;
  readonly chipType: string;
  readonly flows: number;
}

/** Makes a plan of a template in both ways. */
async function compare({ id, planDisplayedName, flows }: Template): Promise<'made' | 'refused'> {
  const sample = { sample: 'a sample', barcodeId: null, ...(flows === 0 && { flows: '0' }) };
  const body = { templateName: planDisplayedName, planName: 'of a template', ...sample };
  const reply = await rundb('POST', 'plannedexperiment/create/', body);
  const { plan, userErrors } = await make({ template: { id: String(id) } });
  if (!plan) {
    // rundb takes over files and references of a template that are not there, where nothing looks at them.
    const others = told(userErrors).filter((line) => !/BedFile$/.test(line));
    expect([planDisplayedName, 'error' in reply || others.length === 0]).toEqual([planDisplayedName, true]);
    return 'refused';
  }
  const [theirs, ours] = await Promise.all(
    [reply['id'], plan.rundbId].map((key) => rundb('GET', `plannedexperiment/${String(key)}/`)),
  );
  expect(comparable(ours ?? {})).toEqual(comparable(theirs ?? {}));
  return 'made';
}

describe('a plan from a template', () => {
  it("is what rundb's own way of making it gives, or refused as there, for every third template of an active chip", async () => {
    const { objects } = await rundb('GET', 'plannedexperiment/?isReusable=True&limit=200');
    const chips = ['510', '520', '530', '540', '550'];
    const templates = (objects as Template[]).filter(({ chipType }) => chips.includes(chipType));
    const outcomes: string[] = [];
    for (const template of templates.filter((_, index) => index % 3 === 0)) {
      const outcome = await compare(template);
      outcomes.push(outcome);
    }
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
    console.log(`templates: ${count('made')} make plans, ${count('refused')} are refused`);
    expect(count('made')).toBeGreaterThan(4);
    expect(count('refused')).toBeGreaterThan(3);
  }, 30_000);

  it('is made by one POST, under a key exactly once', async () => {
    const input = {
      template: { name: 'Ion AmpliSeq Pan Bacterial Community Research Panel' },
      reference: null,
      idempotencyKey: 'T-1',
    };
    const first = await make(input);
    expect(first).toMatchObject({
      created: true,
      userErrors: [],
      plan: { runType: 'TARS_16S', reference: null },
    });
    expect(gateway.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
    const again = await Promise.all([make(input), make(input)]);
    expect(again.map(({ created, plan }) => [created, plan.guid])).toEqual(
      Array(2).fill([false, first.plan.guid]),
    );
    const other = await make({ ...input, reference: 'hg19' });
    expect(told(other.userErrors)).toEqual(['IDEMPOTENCY_CONFLICT idempotencyKey']);
  });

  it('takes what is given in the place of what the template has', async () => {
    const { plan, userErrors } = await make({
      template: { name: 'Ion AmpliSeq Pan Bacterial Community Research Panel' },
      ...{
        reference: 'hg19',
        chipType: '530',
        kits: { templating: 'Ion 520/530 Kit-OT2' },
        flows: 222,
        runType: null,
      },
      samples: withSamples([{ name: 's1', barcodes: [{ barcode: 'IonXpress_007' }] }]).samples,
      applicationGroup: null,
    });
    expect(userErrors).toEqual([]);
    expect(plan).toMatchObject({
      ...{ reference: 'hg19', chipType: '530', flows: 222, runType: 'GENS', barcodeKit: 'IonXpress' },
      kits: {
        templating: 'Ion 520/530 Kit-OT2',
        sequencing: 'Ion S5 Sequencing Kit',
        library: 'IonPlusFragmentLibKit',
      },
      barcodedSamples: [{ name: 's1', barcodes: [{ barcode: 'IonXpress_007', reference: 'hg19' }] }],
    });
  });

  it.each<[string, object, string[]]>([
    ['an unknown name', { template: { name: 'nosuch' } }, ['NOT_FOUND template']],
    ['an unknown number', { template: { id: '999999' } }, ['NOT_FOUND template']],
    [
      'an unknown GUID',
      { template: { guid: '00000000-0000-0000-0000-000000000000' } },
      ['NOT_FOUND template'],
    ],
    ['a plan that is no template', { template: { id: '290' } }, ['NOT_FOUND template']],
    [
      'a template of old chips and kits',
      { template: { name: 'Ion Proton Human CEPH Control 170' } },
      ['INACTIVE chipType', 'INACTIVE kits.templating', 'INACTIVE kits.sequencing'],
    ],
  ])('tells %s', async (_, input, expected) => {
    const { plan, userErrors } = await make(input);
    expect([plan, told(userErrors)]).toEqual([null, expected]);
    expect(gateway.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  it('tells a name that several templates have, and how to say which', async () => {
    const { lab } = gateway.simulator;
    const [one, other] = lab.rows('plannedexperiment').filter((row) => row['isReusable'] === true);
    lab.store.update('plannedexperiment', one ?? {}, { planDisplayedName: 'the same' });
    lab.store.update('plannedexperiment', other ?? {}, { planDisplayedName: 'the same' });
    const { userErrors } = await make({ template: { name: 'the same' } });
    expect(told(userErrors)).toEqual(['INVALID template.name']);
    expect(userErrors[0].suggestions.sort()).toEqual([one?.['id'], other?.['id']].map(String).sort());
  });

  it('warns of temperatures, which no program can set', async () => {
    const { lab } = gateway.simulator;
    const template = lab.rows('plannedexperiment').find((row) => row['id'] === 124);
    const run = lab.rows('experiment').find((row) => row['plan'] === 124);
    lab.store.update('experiment', run ?? {}, { chipTecSlope: 0.5 });
    const { warnings } = await make({ template: { id: String(template?.['id']) }, reference: null });
    expect(told(warnings)).toContain('INCOMPATIBLE template');
  });
});
