import type { CreatePlanInput } from '../../src/generated/resolvers-types.js';

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

/** The documented plan without barcodes. */
export const single: CreatePlanInput = { ...usual, samples: { single: { name: 'my_sample' } } };

type Samples = NonNullable<CreatePlanInput['samples']['barcoded']>['samples'];
type Barcode = Samples[number]['barcodes'][number];

export function withSamples(samples: Samples, barcodeKit = 'IonXpress'): CreatePlanInput {
  return { ...usual, samples: { barcoded: { barcodeKit, samples } } };
}

/** A plan of one sample with one barcode, of which something may be said. */
export function withBarcode(barcode: Partial<Barcode> = {}, barcodeKit = 'IonXpress', name = 'bc sample') {
  const usualBarcode = { barcode: 'IonXpress_003', nucleotideType: 'DNA' } as const;
  return withSamples([{ name, barcodes: [{ ...usualBarcode, ...barcode }] }], barcodeKit);
}

/** The documented plan with barcodes. */
export const barcoded: CreatePlanInput = withSamples(
  ['IonXpress_003', 'IonXpress_004'].map((barcode, index) => ({
    name: `demo sample ${index + 1}`,
    barcodes: [{ barcode, nucleotideType: 'DNA', description: 'description here' }],
  })),
);

/** All that the answer to the POST of a plan holds. */
export const planFields = `
  rundbId shortId guid name planName status state isExecuted isTemplate runType origin chipType reference flows notes
  libraryKey sample sampleDisplayedName barcodeKit sampleTubeLabel baseRecalibrationMode storageOptions
  targetRegionBedFile hotSpotRegionBedFile sampleGroupingName chipBarcode username irWorkflow categories planPGM
  kits { templating sequencing library }
  barcodedSamples { name barcodes {
    barcode nucleotideType reference targetRegionBedFile hotSpotRegionBedFile description externalId controlType
  } }`;

const payload = `created plan { ${planFields} }
    userErrors { code path message suggestions } warnings { code path message suggestions }`;

export const createPlan = `mutation ($input: CreatePlanInput!) { createPlan(input: $input) { ${payload} } }`;
export const createPlanFromTemplate = `mutation ($input: CreatePlanFromTemplateInput!) {
  createPlanFromTemplate(input: $input) { ${payload} }
}`;
export const validatePlan = `query ($input: CreatePlanInput!) {
  validatePlan(input: $input) { userErrors { code path message suggestions } warnings { code path message } }
}`;
export const readPlan = `query ($shortId: String, $guid: ID) { plan(shortId: $shortId, guid: $guid) { ${planFields} } }`;
