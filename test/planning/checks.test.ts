import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { createPlan, single, validatePlan, withBarcode, withSamples } from './inputs.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Found {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
  readonly suggestions: readonly string[];
}

async function check(input: object): Promise<{ readonly userErrors: Found[]; readonly warnings: Found[] }> {
  return (await gateway.data(validatePlan, { input })).validatePlan;
}
const errorsOf = async (input: object) =>
  (await check(input)).userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

const samples = 'samples.barcoded.samples';
const twice = (name: string, other: string) =>
  withSamples([
    { name, barcodes: [{ barcode: 'IonXpress_001' }] },
    { name: other, barcodes: [{ barcode: 'IonXpress_001' }] },
  ]);
const targets = 'BRCA1_2.20131001.designed.bed';

describe('what rundb lets pass, and the gateway does not', () => {
  it.each<[string, object, string[]]>([
    ['one barcode in two samples', twice('s1', 's2'), [`DUPLICATE_BARCODE ${samples}.1.barcodes.0.barcode`]],
    [
      'one barcode twice in a sample',
      withSamples([{ name: 's1', barcodes: [{ barcode: 'IonXpress_001' }, { barcode: 'IonXpress_001' }] }]),
      [`DUPLICATE_BARCODE ${samples}.0.barcodes.1.barcode`],
    ],
    [
      'a sample without barcodes',
      withSamples([{ name: 's1', barcodes: [] }]),
      [`REQUIRED ${samples}.0.barcodes`],
    ],
    [
      'a sample that is there twice',
      withSamples([
        { name: 's1', barcodes: [{ barcode: 'IonXpress_001' }] },
        { name: 's1', barcodes: [{ barcode: 'IonXpress_002' }] },
      ]),
      [`INVALID ${samples}.1.name`],
    ],
    [
      'a file of another reference',
      { ...single, reference: 'e_coli_dh10b', targetRegionBedFile: `/hg19/unmerged/detail/${targets}` },
      ['INCOMPATIBLE targetRegionBedFile'],
    ],
    [
      'a file of hotspots that is not there',
      {
        ...single,
        hotSpotRegionBedFile: '/hg19/unmerged/detail/nosuch.hotspots.bed',
        targetRegionBedFile: targets,
      },
      ['NOT_FOUND hotSpotRegionBedFile'],
    ],
    [
      'a file of target regions for hotspots',
      { ...single, hotSpotRegionBedFile: targets, targetRegionBedFile: targets },
      ['INCOMPATIBLE hotSpotRegionBedFile'],
    ],
    ['a sample set that is not there', { ...single, sampleSets: ['nosuch'] }, ['NOT_FOUND sampleSets.0']],
    ['another storage option', { ...single, storageOptions: 'ZZ' }, ['INVALID storageOptions']],
    [
      'a threshold of a quality that is not there',
      { ...single, qcThresholds: [{ name: 'x', threshold: 3 }] },
      ['NOT_FOUND qcThresholds.0.name'],
    ],
    [
      "the gateway's own key",
      { ...single, metaData: { rundbGraphql: {} } },
      ['INVALID metaData.rundbGraphql'],
    ],
  ])('%s', async (_, input, expected) => expect(await errorsOf(input)).toEqual(expected));
});

describe('what goes together', () => {
  it.each<[string, object, string[]]>([
    [
      'a barcode of another set',
      withBarcode({ barcode: 'IonSet1_01' }),
      [`NOT_FOUND ${samples}.0.barcodes.0.barcode`],
    ],
    [
      'RNA under a run type of DNA',
      withBarcode({ nucleotideType: 'RNA' }),
      [`INCOMPATIBLE ${samples}.0.barcodes.0.nucleotideType`],
    ],
    [
      'RNA under one of RNA',
      { ...withBarcode({ nucleotideType: 'RNA' }), runType: 'RNA', reference: null },
      [],
    ],
    [
      'no kind under a run type of both',
      { ...withBarcode({ nucleotideType: undefined }), runType: 'AMPS_DNA_RNA' },
      [`REQUIRED ${samples}.0.barcodes.0.nucleotideType`],
    ],
    [
      'fusions under a run type of both',
      { ...withBarcode({ nucleotideType: 'FUSIONS' }), runType: 'AMPS_DNA_RNA' },
      [],
    ],
    ['no kind under a run type of one', withBarcode({ nucleotideType: undefined }), []],
    [
      "the plan's own reference, wrong once for all",
      { ...withBarcode(), reference: 'hg99' },
      ['NOT_FOUND reference'],
    ],
    ['flows of none', { ...single, flows: 0 }, ['INVALID flows']],
    ['a chip by its description', { ...single, chipType: ' 520 ' }, []],
  ])('%s', async (_, input, expected) => expect(await errorsOf(input)).toEqual(expected));

  it('tells all mistakes at once', async () => {
    const input = { ...twice('s*', 's2'), planName: '', chipType: '999', reference: 'hg99', notes: 'a, b' };
    const errors = await errorsOf(input);
    expect(errors.sort()).toEqual([
      `DUPLICATE_BARCODE ${samples}.1.barcodes.0.barcode`,
      'INVALID notes',
      `INVALID ${samples}.0.name`,
      'NOT_FOUND chipType',
      'NOT_FOUND reference',
      'REQUIRED planName',
    ]);
  });

  it('warns of a project that is nearly there', async () => {
    const { userErrors, warnings } = await check({ ...single, projects: ['QC_run', 'something else'] });
    expect(userErrors).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'NOT_FOUND', path: ['projects', '0'] }]);
  });
});

describe('what the gateway suggests', () => {
  it.each<[string, object, string]>([
    ['a slip in the reference', { ...single, reference: 'hg91' }, 'hg19'],
    ['a slip in the barcode', withBarcode({ barcode: 'IonXpres_003' }), 'IonXpress_003'],
    ['a slip in the barcode set', withBarcode({}, 'ionxpress'), 'IonXpress'],
    ['a slip in the run type', { ...single, runType: 'AMPLI' }, 'AMPS'],
    [
      'a slip in a kit',
      { ...single, kits: { ...single.kits, templating: 'Ion 520/530 Kit OT2' } },
      'Ion 520/530 Kit-OT2',
    ],
    ['a file by the wrong name', { ...single, targetRegionBedFile: 'BRCA1_2.2013.designed.bed' }, targets],
    ['kits that fit the chip', { ...single, chipType: '540' }, 'Ion 540 Kit-OT2'],
    ['active chips in the place of an old one', { ...single, chipType: '318' }, '520'],
  ])('%s', async (_, input, expected) => {
    const [first] = (await check(input)).userErrors;
    expect(first?.suggestions).toContain(expected);
  });

  it('says which kits a chip needs', async () => {
    const [first] = (await check({ ...single, chipType: '540' })).userErrors;
    expect(first?.message).toMatch(
      /^Ion 520\/530 Kit-OT2 does not go with chip 540; chip 540 needs one of: .*Ion 540 Kit-OT2/,
    );
  });

  it('is not kept long by a text of any length', async () => {
    const [first] = (await check({ ...single, reference: 'x'.repeat(100_000) })).userErrors;
    expect(first?.message.length).toBeLessThan(400);
  });
});

describe('the lists that plans are checked against', () => {
  it('are read anew before a plan is refused for what has been added meanwhile', async () => {
    const own = await startGateway({ config: {} });
    await own.data(validatePlan, { input: single });
    const { lab } = own.simulator;
    const known = lab.rows('referencegenome').find((row) => row['short_name'] === 'mm9');
    lab.store.update('referencegenome', known ?? {}, { enabled: true });
    const now = performance.now.bind(performance);
    performance.now = () => now() + 11_000;
    try {
      const { createPlan: payload } = await own.data(createPlan, { input: { ...single, reference: 'mm9' } });
      expect(payload.userErrors).toEqual([]);
    } finally {
      performance.now = now;
      await own.close();
    }
  });

  it('are kept for each caller apart', async () => {
    await gateway.data(validatePlan, { input: single });
    await gateway.data(validatePlan, { input: single });
    expect(gateway.requests()).toEqual([]);
    const { body } = await gateway.ask(validatePlan, { input: single }, { user: 'ionuser' });
    expect(body.data.validatePlan.userErrors).toEqual([]);
    expect(gateway.requests().length).toBeGreaterThan(2);
    const wrong = { user: null, headers: { authorization: `ApiKey ionadmin:${'f'.repeat(40)}` } };
    const refused = await gateway.ask(validatePlan, { input: single }, wrong);
    expect(refused.body.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('are asked for side by side, each once', async () => {
    const own = await startGateway();
    own.simulator.setWeather({ delay: 60 });
    const input = { ...withBarcode(), projects: ['QC_runs'], libraryKey: 'TCAG', sampleGrouping: 'Self' };
    await Promise.all([own.data(validatePlan, { input }), own.data(validatePlan, { input })]);
    const paths = own.requests().map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    await own.close();
  });
});
