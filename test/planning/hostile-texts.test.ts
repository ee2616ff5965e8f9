import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { createPlan, single, withSamples } from './inputs.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const texts: readonly string[] = [
  `"quoted" 'twice' \`thrice\` \\ back, {"a": [1]}`,
  'two\nlines\r\nand\ttabs',
  '<script>alert("&amp;")</script>',
  'x'.repeat(10_240),
  '\u{1F9EC} Ärzte \u202E',
  'none',
  'null',
  'nul\0inside',
  'half \uD83E of one',
  '__proto__',
];

/** Every text that the input takes, where it stands, and where it comes back; of lists the first. */
const places: readonly (readonly [path: string, shown: string])[] = [
  ['planName', 'name'],
  ['chipType', 'chipType'],
  ['reference', 'reference'],
  ['kits.templating', 'kits.templating'],
  ['kits.sequencing', 'kits.sequencing'],
  ['kits.library', 'kits.library'],
  ['kits.controlSequence', 'kits.controlSequence'],
  ['kits.samplePrep', 'kits.samplePrep'],
  ['kits.sequencingBarcode', 'kits.sequencingBarcode'],
  ['kits.templatingBarcode', 'kits.templatingBarcode'],
  ['runType', 'runType'],
  ['applicationGroup', 'applicationGroupDisplayedName'],
  ['sampleGrouping', 'sampleGroupingName'],
  ['flowsInOrder', 'flowsInOrder'],
  ['notes', 'notes'],
  ['projects.0', 'projects.0.name'],
  ['sampleTubeLabel', 'sampleTubeLabel'],
  ['chipBarcode', 'chipBarcode'],
  ['libraryKey', 'libraryKey'],
  ['tfKey', 'tfKey'],
  ['threePrimeAdapter', 'threePrimeAdapter'],
  ['targetRegionBedFile', 'targetRegionBedFile'],
  ['hotSpotRegionBedFile', 'hotSpotRegionBedFile'],
  ['sseBedFile', 'sseBedFile'],
  ['mixedTypeRNAReference', 'mixedTypeRNAReference'],
  ['mixedTypeRNATargetRegionBedFile', 'mixedTypeRNATargetRegionBedFile'],
  ['mixedTypeRNAHotSpotRegionBedFile', 'mixedTypeRNAHotSpotRegionBedFile'],
  ['samplePrepProtocol', 'samplePrepProtocol'],
  ['endBarcodeKit', 'endBarcodeKit'],
  ['sampleSets.0', 'sampleSets.0.displayedName'],
  ['plugins.0.name', 'selectedPlugins.0.name'],
  ['qcThresholds.0.name', 'qcValues.0.name'],
  ['metaData.key', 'metaData.key'],
  ['baseRecalibrationMode', 'baseRecalibrationMode'],
  ['storageOptions', 'storageOptions'],
  ['platform', 'platform'],
  ['username', 'username'],
  ['irWorkflow', 'irWorkflow'],
  ['categories', 'categories'],
  ['planPGM', 'planPGM'],
  ['arguments.analysis', 'arguments.analysis'],
  ['samples.single.name', 'sampleDisplayedName'],
  ['samples.barcoded.barcodeKit', 'barcodeKit'],
  ['samples.barcoded.samples.0.name', 'barcodedSamples.0.name'],
  ['samples.barcoded.samples.0.barcodes.0.barcode', 'barcodedSamples.0.barcodes.0.barcode'],
  ...[
    'reference',
    'targetRegionBedFile',
    'hotSpotRegionBedFile',
    'description',
    'externalId',
    'controlType',
  ].map(
    (field) =>
      [`samples.barcoded.samples.0.barcodes.0.${field}`, `barcodedSamples.0.barcodes.0.${field}`] as const,
  ),
];

const selected = `mutation ($input: CreatePlanInput!) { createPlan(input: $input) {
  userErrors { path } plan { ${[
    'name chipType reference runType applicationGroupDisplayedName sampleGroupingName flowsInOrder notes',
    'projects { name } sampleTubeLabel chipBarcode libraryKey tfKey threePrimeAdapter targetRegionBedFile',
    'hotSpotRegionBedFile sseBedFile mixedTypeRNAReference mixedTypeRNATargetRegionBedFile',
    'mixedTypeRNAHotSpotRegionBedFile samplePrepProtocol endBarcodeKit sampleSets { displayedName }',
    'selectedPlugins { name } qcValues { name } metaData baseRecalibrationMode storageOptions platform username',
    'irWorkflow categories planPGM arguments { analysis } sampleDisplayedName barcodeKit',
    'kits { templating sequencing library controlSequence samplePrep sequencingBarcode templatingBarcode }',
    'barcodedSamples { name barcodes { barcode reference targetRegionBedFile hotSpotRegionBedFile description externalId controlType } }',
  ].join('\n')} } } }`;

type Json = Readonly<Record<string, unknown>>;

/** A copy of a JSON value with another one at a path. */
function withText(value: unknown, [step, ...rest]: readonly string[], text: string): unknown {
  if (step === undefined) return text;
  if (/^\d+$/.test(step)) return [withText((value as unknown[] | undefined)?.[0] ?? {}, rest, text)];
  const object = (value ?? {}) as Json;
  return { ...object, [step]: withText(object[step], rest, text) };
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((found: unknown, step) => (found as Json | null | undefined)?.[step], value);
}

const barcodes = withSamples([{ name: 's', barcodes: [{ barcode: 'IonXpress_001' }] }]);
const mixed = { ...single, mixedTypeRNAReference: 'hg19' };
const threshold = { ...single, qcThresholds: [{ name: 'x', threshold: 1 }] };

function inputWith(path: string, text: string): object {
  const bases = { qcThresholds: threshold, 'samples.barcoded': barcodes, mixedTypeRNA: mixed };
  const [, base = single] = Object.entries(bases).find(([start]) => path.startsWith(start)) ?? [];
  return withText(base, path.split('.'), text) as object;
}

describe('a hostile text is an error with its path, or comes back the same', () => {
  it.each(places)('%s', async (path, shown) => {
    for (const text of texts) {
      const { body } = await gateway.ask(selected, { input: inputWith(path, text) });
      const quoted = `${path} = ${JSON.stringify(text.slice(0, 40))}`;
      expect([quoted, body.errors]).toEqual([quoted, undefined]);
      const { plan, userErrors } = body.data.createPlan;
      if (plan) expect([quoted, at(plan, shown)]).toEqual([quoted, text]);
      else {
        const paths = userErrors.map((error: { path: string[] }) => error.path.join('.'));
        expect([
          quoted,
          paths.some((found: string) => path.startsWith(found) || found.startsWith(path)),
        ]).toEqual([quoted, true]);
      }
    }
  });
});

it('keys may be any text', async () => {
  for (const text of texts.filter((candidate) => candidate.length <= 255)) {
    const input = { ...single, idempotencyKey: text };
    const made = [await gateway.data(createPlan, { input }), await gateway.data(createPlan, { input })];
    expect(made.map((data) => data.createPlan.created)).toEqual([true, false]);
  }
});
