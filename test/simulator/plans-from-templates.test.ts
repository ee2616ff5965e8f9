import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { type Body, type LabAnswer } from '../support/ask-lab.js';
import { PLAIN, postPlan, send } from '../support/plans.js';

let simulator: Simulator;

const TEMPLATE: Body = {
  ...PLAIN,
  sample: '',
  planName: 'my template',
  isReusable: true,
  barcodeId: 'IonXpress',
  flows: 400,
  notes: 'from the template',
};

beforeAll(async () => {
  simulator = await startSimulator();
  await postPlan(simulator, TEMPLATE);
});

afterAll(() => simulator.close());

function create(body: Body): Promise<LabAnswer> {
  return send(simulator, 'POST', 'plannedexperiment/create/', { templateName: 'my template', ...body });
}

describe('a plan from a template', () => {
  it('is like it where nothing else was sent', async () => {
    const samplesList = [{ sampleName: 'A 1', dnabarcode: 'IonXpress_001', sampleExternalId: 'e' }];
    expect(await create({ planName: 'made', samplesList, flows: 300, nosuchkey: 1 })).toMatchObject({
      status: 202,
      body: {
        planName: 'made',
        planDisplayedName: 'made',
        isReusable: false,
        planStatus: 'planned',
        flows: 300,
        notes: 'from the template',
        barcodedSamples: {
          'A 1': {
            barcodes: ['IonXpress_001'],
            barcodeSampleInfo: {
              IonXpress_001: { nucleotideType: 'DNA', reference: 'hg19', externalId: 'e' },
            },
          },
        },
      },
    });
    expect(simulator.lab.rows('plannedexperiment').at(-1)).toMatchObject({
      planName: 'made',
      isReusable: false,
    });
  });

  it('may have one sample when it has no barcodes', async () => {
    const made = await create({
      templateName: 'my_template',
      planName: 'single',
      sample: 'S',
      barcodeId: '',
    });
    expect(made).toMatchObject({ status: 202, body: { sample: 'S' } });
  });

  it('has its temperatures, which nobody can send', async () => {
    const { store } = simulator.lab;
    const template = simulator.lab.rows('plannedexperiment').find((row) => row['planName'] === 'my_template');
    const run = store.database.one('plannedexperiment', template ?? {}, 'experiment');
    store.update('experiment', run ?? {}, { chipTecSlope: 1.5 });
    const made = await create({ planName: 'warm', sample: 'S', barcodeId: '', manTecSlope: 3 });
    expect(made.body).toMatchObject({ chipTecSlope: 1.5, manTecSlope: null });
  });

  it('must have different barcodes', async () => {
    const samplesList = ['A', 'B'].map((sampleName) => ({ sampleName, dnabarcode: 'IonXpress_001' }));
    expect(await create({ planName: 'made', samplesList })).toEqual({
      status: 400,
      body: { error: { samples: 'multiple samples assigned to barcode: IonXpress_001' } },
    });
  });

  it('without flows is refused when the template has none', async () => {
    await postPlan(simulator, { ...TEMPLATE, planName: 'without flows', flows: '0' });
    const made = await create({
      templateName: 'without flows',
      planName: 'made',
      sample: 'S',
      barcodeId: '',
    });
    expect(made.body).toEqual({ error: { flows: [' flows must be a positive integer (>0). '] } });
  });
});

describe('a plan from a sample set', () => {
  it.each([
    ['none', 'sampleSetName none does not exist'],
    ['voided', 'sampleSetName voided is not ready for planning (status: voided)'],
    ['empty', 'No samples in SampleSet: empty'],
  ])('%s is refused', async (sampleSetName, text) => {
    const { store } = simulator.lab;
    if (sampleSetName !== 'none') {
      store.insert('sampleset', {
        displayedName: sampleSetName,
        status: sampleSetName === 'empty' ? 'created' : 'voided',
      });
    }
    expect(await create({ planName: 'made', sampleSetName })).toEqual({
      status: 400,
      body: { error: { samples: text } },
    });
  });

  it('has its samples and barcodes', async () => {
    const { store } = simulator.lab;
    const set = store.insert('sampleset', { displayedName: 'full', status: 'created' });
    const [sample] = simulator.lab.rows('sample');
    const barcode = simulator.lab.rows('dnabarcode').find((row) => row['id_str'] === 'IonXpress_005');
    store.insert('samplesetitem', {
      sampleSet: set['id'],
      sample: sample?.['id'],
      dnabarcode: barcode?.['id'],
      relationshipGroup: 0,
      nucleotideType: 'dna',
    });
    expect(await create({ planName: 'made', sampleSetName: 'full' })).toMatchObject({
      status: 202,
      body: {
        sampleSetDisplayedName: 'full',
        barcodedSamples: { [String(sample?.['displayedName'])]: { barcodes: ['IonXpress_005'] } },
      },
    });
  });
});
