import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** All that the answer to the POST holds. */
const asked = `
  shortId guid name planName status state isExecuted isTemplate runType origin chipType reference flows notes
  libraryKey sample sampleDisplayedName barcodeKit sampleTubeLabel baseRecalibrationMode storageOptions
  kits { templating sequencing library }
  barcodedSamples { name barcodes {
    barcode nucleotideType reference targetRegionBedFile hotSpotRegionBedFile description externalId controlType
  } }`;
const createPlan = `mutation ($input: CreatePlanInput!) {
  createPlan(input: $input) {
    created plan { rundbId ${asked} }
    userErrors { code path message suggestions } warnings { code path message }
  }
}`;
const readPlan = `query ($shortId: String) { plan(shortId: $shortId) { rundbId ${asked} } }`;

const usual = {
  planName: 'DOCS_my_plan',
  chipType: '520',
  reference: 'hg19',
  kits: {
    templating: 'Ion 520/530 Kit-OT2',
    sequencing: 'Ion S5 Sequencing Kit',
    library: 'Ion Xpress Plus Fragment Library Kit',
  },
};
const single = { ...usual, samples: { single: { name: 'my_sample' } } };
const barcoded = {
  ...usual,
  samples: {
    barcoded: {
      barcodeKit: 'IonXpress',
      samples: ['IonXpress_003', 'IonXpress_004'].map((barcode, index) => ({
        name: `demo sample ${index + 1}`,
        barcodes: [{ barcode, nucleotideType: 'DNA', description: 'description here' }],
      })),
    },
  },
};

const asSent = () =>
  gateway.requests().map(({ method, path }) => `${method} ${path.replace(/.*\/v1\//, '')}`);

describe('the documented plans', () => {
  it.each([
    ['without barcodes', single],
    ['with barcodes', barcoded],
  ])('%s: one mutation, one POST, and read back the same', async (_, input) => {
    await gateway.data(
      'query ($input: CreatePlanInput!) { validatePlan(input: $input) { userErrors { path } } }',
      {
        input,
      },
    );
    const { createPlan: payload } = await gateway.data(createPlan, { input });
    expect(asSent()).toEqual(['POST plannedexperiment/']);
    expect(payload).toMatchObject({ created: true, userErrors: [] });
    expect(payload.plan).toMatchObject({ name: 'DOCS_my_plan', status: 'planned', reference: 'hg19' });
    const { plan } = await gateway.data(readPlan, { shortId: payload.plan.shortId });
    expect(plan).toEqual(payload.plan);
  });
});
