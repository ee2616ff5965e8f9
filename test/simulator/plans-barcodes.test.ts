import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import type { Body } from '../support/ask-lab.js';
import {
  barcoded,
  complaintsAbout,
  complaintsAboutBarcode,
  INFO,
  PATH,
  PLAIN,
  postPlan,
  textsOfBarcode,
} from '../support/plans.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const TARGETS = '/hg19/unmerged/detail/BRCA1_2.20131001.designed.bed';

/** What is said of a barcode, in what plan, and what rundb says to it. */
const REFUSED: readonly (readonly [what: string, info: Body, plan: Body, texts: string[]])[] = [
  [
    'the barcode of another set',
    {},
    { barcodeId: 'IonSet1' },
    [`Error:  IonSet1 IonXpress_001 is an invalid barcodeId and ${PATH} combination`],
  ],
  [
    'no target regions where the application wants some',
    {},
    { runType: 'AMPS' },
    [` ${PATH}["targetRegionBedFile"] is required for this Application. `],
  ],
  [
    'an unknown file of hotspots',
    { targetRegionBedFile: TARGETS, hotSpotRegionBedFile: 'x.bed' },
    {},
    [` ${PATH}["hotSpotRegionBedFile"] value of x.bed is not valid. `],
  ],
  [
    'a nucleotide type of another run type',
    { reference: '' },
    { runType: 'RNA', library: '' },
    [` ${PATH}["nucleotideType"] valid values are RNA. `],
  ],
  [
    'another nucleotide type than the three',
    { nucleotideType: 'x', targetRegionBedFile: TARGETS },
    { runType: 'AMPS_DNA_RNA' },
    [` ${PATH}["nucleotideType"] valid values are DNA, RNA, Fusions. `],
  ],
  [
    'a reference that the application does not take',
    { nucleotideType: 'RNA' },
    { runType: 'RNA', library: '' },
    [` ${PATH}["reference"] value of hg19 is not supported for this Application. `],
  ],
];

describe('a barcode is refused for', () => {
  it.each(REFUSED)('%s', async (_what, info, plan, texts) => {
    expect(await complaintsAboutBarcode(simulator, barcoded(info, plan))).toEqual(texts);
  });
});

describe('a barcode may have', () => {
  it('a type of control in any letters', async () => {
    expect((await postPlan(simulator, barcoded({ controlType: 'no template control' }))).status).toBe(201);
  });

  it('no reference, which is worth a warning', async () => {
    const { body } = await postPlan(simulator, barcoded({ reference: '' }));
    expect(textsOfBarcode(Object(body['Warnings']))).toContain(
      'Barcoded sample with no reference specified will be analyzed as de-novo.',
    );
  });

  it('an application group, which spares the other warning', async () => {
    const { body } = await postPlan(simulator, barcoded({}, { applicationGroupDisplayedName: 'DNA' }));
    expect(body).not.toHaveProperty('Warnings');
  });
});

describe('samples of a plan', () => {
  it('may come as the text of a literal', async () => {
    const info =
      "{'reference': '', 'targetRegionBedFile': '', 'hotSpotRegionBedFile': '', 'nucleotideType': 'DNA'}";
    const text = `{u'S1': {'barcodes': ['IonXpress_001'], 'barcodeSampleInfo': {'IonXpress_001': ${info}}}}`;
    const { status, body } = await postPlan(simulator, barcoded({}, { barcodedSamples: text }));
    expect({ status, samples: body['barcodedSamples'] }).toEqual({
      status: 201,
      samples: {
        S1: {
          barcodes: ['IonXpress_001'],
          barcodeSampleInfo: {
            IonXpress_001: {
              reference: '',
              targetRegionBedFile: '',
              hotSpotRegionBedFile: '',
              nucleotideType: 'DNA',
            },
          },
        },
      },
    });
  });

  it.each([
    [['IonXpress_001'], 'list indices must be integers, not str'],
    [7, "'int' object has no attribute '__getitem__'"],
    [null, "'NoneType' object has no attribute '__getitem__'"],
  ])('%j instead of an object is complained of', async (sample, text) => {
    expect(await complaintsAbout(simulator, barcoded({}, { barcodedSamples: { S1: sample } }))).toEqual({
      barcodedSamples: [{ S1: ` ${text} is missing. ` }],
    });
  });

  it('are no part of a template', async () => {
    expect(await complaintsAbout(simulator, barcoded({}, { isReusable: true }))).toEqual({
      barcodedSamples: ' Invalid input. Barcoded sample information cannot be saved in the Plan Template',
    });
  });

  it('are made once by name and external id, under both names', async () => {
    const before = simulator.lab.rows('sample').length;
    const samples = (externalId: string) => ({
      'my own': {
        barcodes: ['IonXpress_001'],
        barcodeSampleInfo: { IonXpress_001: { ...INFO, externalId } },
      },
    });
    for (const externalId of ['e1', 'e1', 'e2']) {
      await postPlan(simulator, barcoded({}, { barcodedSamples: samples(externalId) }));
    }
    const made = simulator.lab.rows('sample').slice(before);
    expect(made).toMatchObject([
      { name: 'my_own', displayedName: 'my own', externalId: 'e1', status: 'planned' },
      { name: 'my_own', displayedName: 'my own', externalId: 'e2', status: 'planned' },
    ]);
  });

  it('keep the state of those that were run', async () => {
    const { store } = simulator.lab;
    const sample = store.insert('sample', {
      name: 'ran',
      displayedName: 'ran',
      externalId: '',
      status: 'run',
      description: '',
    });
    await postPlan(simulator, { ...PLAIN, sample: 'ran', sampleDisplayedName: 'Ran again' });
    expect(sample).toMatchObject({ status: 'run', displayedName: 'Ran again' });
  });
});
