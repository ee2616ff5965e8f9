import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const query = read('examples/13-plan-from-sample-sheet.graphql');
const example = JSON.parse(read('examples/13-plan-from-sample-sheet.json'));
const { defaults } = example;
const everything = `query ($csv: String!, $defaults: CreatePlanInput!) {
  planFromSampleSheet(csv: $csv, defaults: $defaults) {
    input
    rows { line sample barcode nucleotideType reference targetRegionBedFile hotSpotRegionBedFile description externalId controlType }
    errors { line column columnName code message path suggestions }
    warnings { line column columnName code path }
  }
}`;

async function planOf(csv: string, changes: object = {}) {
  const data = await gateway.data(everything, { csv, defaults: { ...defaults, ...changes } });
  return data.planFromSampleSheet;
}

describe('planFromSampleSheet', () => {
  it('shows the sheet of the examples, which is that of the guide', () => {
    const sheet = read('examples/sample-sheet.csv');
    expect(example.csv).toBe(sheet);
    expect(read('docs/sample-sheet.md')).toContain(`\`\`\`csv\n${sheet}\`\`\``);
  });

  it('gives an input that createPlan takes unchanged, and the plan reads back as the sheet', async () => {
    const { planFromSampleSheet } = await gateway.data(query, example);
    expect(planFromSampleSheet).toMatchObject({ errors: [], warnings: [] });
    expect(gateway.requests().filter(({ method }) => method !== 'GET')).toEqual([]);

    const { createPlan } = await gateway.data(
      `mutation ($input: CreatePlanInput!) {
         createPlan(input: $input) { created userErrors { message } warnings { message } plan { shortId } } }`,
      { input: planFromSampleSheet.input },
    );
    expect(createPlan).toMatchObject({ created: true, userErrors: [] });

    const { plan } = await gateway.data(
      `query ($shortId: String!) { plan(shortId: $shortId) { name chipType reference barcodeKit
         barcodedSamples { name barcodes { barcode nucleotideType reference description } } } }`,
      { shortId: createPlan.plan.shortId },
    );
    expect(plan).toMatchObject({
      name: 'week 48',
      chipType: '530',
      reference: 'hg19',
      barcodeKit: 'IonXpress',
    });
    const shown = plan.barcodedSamples.flatMap(({ name, barcodes }: { name: string; barcodes: object[] }) =>
      barcodes.map((barcode) => ({ name, ...barcode })),
    );
    expect(
      shown.sort((one: { barcode: string }, other: { barcode: string }) =>
        one.barcode < other.barcode ? -1 : 1,
      ),
    ).toEqual([
      row('tumour 17', 'IonXpress_001', 'hg19', 'biopsy, left'),
      row('tumour 17', 'IonXpress_002', 'hg19', 'second extraction'),
      row('blood 17', 'IonXpress_003', 'hg19', null),
      row('control', 'IonXpress_004', '', 'no template'),
    ]);
  });

  it('keeps everything that the defaults say', async () => {
    const changes = {
      server: 'torrent-server',
      idempotencyKey: 'sheet 1',
      runType: 'GENS',
      flows: 200,
      projects: ['week 48'],
      includeDefaultPlugins: false,
      metaData: { lims: { order: 17 } },
      status: 'PENDING',
      notes: null,
    };
    const { input, errors } = await planOf('sample,barcode\nS1,IonXpress_001', changes);
    expect(errors).toEqual([]);
    expect(input).toEqual({
      ...defaults,
      ...changes,
      samples: {
        barcoded: {
          barcodeKit: 'IonXpress',
          samples: [{ name: 'S1', barcodes: [{ barcode: 'IonXpress_001' }] }],
        },
      },
    });
  });

  it('shows the rows as their cells say, faulty ones too', async () => {
    const { rows, input } = await planOf(
      'barcode;sample;target regions;External-ID\n\nIonXpress_001;;none;E1\n',
    );
    const blank = {
      nucleotideType: null,
      reference: null,
      hotSpotRegionBedFile: null,
      description: null,
      controlType: null,
    };
    expect(rows).toEqual([
      {
        line: 3,
        sample: null,
        barcode: 'IonXpress_001',
        targetRegionBedFile: 'none',
        externalId: 'E1',
        ...blank,
      },
    ]);
    expect(input).toBeNull();
  });
});

const row = (name: string, barcode: string, reference: string, description: string | null) => ({
  name,
  barcode,
  nucleotideType: 'DNA',
  reference,
  description,
});

type Told = readonly [line: number | null, column: number | null, code: string, path: string];

describe('what the checks of plans find', () => {
  it.each<[string, string, object, readonly Told[]]>([
    [
      'has line and column where a cell is to blame',
      [
        'Sample,Barcode,Reference,Nucleotide type,Targets,Control type,Description',
        'S1,IonXpress_001,hg19,,,,',
        '"bad/',
        'name",IonXpress_002,,,,,',
        'S3,IonXpress_1,hg99,RNA,none,Control,',
        'S4,IonXpress_001,,,nope.bed,,',
      ].join('\r\n'),
      {},
      [
        [3, 1, 'INVALID', 'samples.barcoded.samples.1.name'],
        [5, 2, 'NOT_FOUND', 'samples.barcoded.samples.2.barcodes.0.barcode'],
        [5, 3, 'NOT_FOUND', 'samples.barcoded.samples.2.barcodes.0.reference'],
        [5, 4, 'INCOMPATIBLE', 'samples.barcoded.samples.2.barcodes.0.nucleotideType'],
        [5, 6, 'INVALID', 'samples.barcoded.samples.2.barcodes.0.controlType'],
        [6, 2, 'DUPLICATE_BARCODE', 'samples.barcoded.samples.3.barcodes.0.barcode'],
        [6, 5, 'NOT_FOUND', 'samples.barcoded.samples.3.barcodes.0.targetRegionBedFile'],
      ],
    ],
    [
      'has the barcode of the row where the sheet lacks the column',
      'sample,barcode\nS1,IonXpress_001\nS2,IonXpress_002',
      { runType: 'AMPS_DNA_RNA' },
      [
        [2, 2, 'REQUIRED', 'samples.barcoded.samples.0.barcodes.0.nucleotideType'],
        [3, 2, 'REQUIRED', 'samples.barcoded.samples.1.barcodes.0.nucleotideType'],
      ],
    ],
    [
      'has no line where it is the defaults',
      'sample,barcode\nS1,IonXpress_001',
      { chipType: '999', reference: 'hg99', kits: { templating: 'no kit' } },
      [
        [null, null, 'NOT_FOUND', 'chipType'],
        [null, null, 'NOT_FOUND', 'kits.templating'],
        [null, null, 'NOT_FOUND', 'reference'],
      ],
    ],
    [
      'has no line where it is the barcode set',
      'sample,barcode\nS1,IonXpress_001',
      { samples: { barcoded: { barcodeKit: 'IonExpress', samples: [] } } },
      [[null, null, 'NOT_FOUND', 'samples.barcoded.barcodeKit']],
    ],
    [
      'comes together with what is wrong with the sheet by itself, in the order of the text',
      'sample,barcode,reference\nS1,IonXpress_001,hg99\nS2,,\n"S3",IonXpress_999,',
      { chipType: '999' },
      [
        [2, 3, 'NOT_FOUND', 'samples.barcoded.samples.0.barcodes.0.reference'],
        [3, 2, 'REQUIRED', ''],
        [4, 2, 'NOT_FOUND', 'samples.barcoded.samples.1.barcodes.0.barcode'],
        [null, null, 'NOT_FOUND', 'chipType'],
      ],
    ],
    [
      'is told of the defaults when the sheet cannot be read',
      'sample,barcode\n"S1,IonXpress_001',
      { chipType: '999' },
      [
        [2, 1, 'INVALID', ''],
        [null, null, 'NOT_FOUND', 'chipType'],
      ],
    ],
    ['is that a sheet is empty', '', {}, [[1, null, 'REQUIRED', '']]],
    [
      'is that samples stand in the defaults',
      'sample,barcode\nS1,IonXpress_001',
      { samples: { single: { name: 'S0' } } },
      [[null, null, 'INVALID', 'samples']],
    ],
  ])('%s', async (_how, csv, changes, expected) => {
    const { errors, input } = await planOf(csv, changes);
    const told = errors.map(
      ({ line, column, code, path }: { line: number; column: number; code: string; path: string[] }) => [
        line,
        column,
        code,
        path.join('.'),
      ],
    );
    expect(told).toEqual(expected);
    expect(input).toBeNull();
  });

  it('comes with suggestions and the name of the column', async () => {
    const { errors } = await planOf('sample,Bar-Code\nS1,IonXpress_01');
    expect(errors).toMatchObject([
      { line: 2, columnName: 'Bar-Code', suggestions: expect.arrayContaining(['IonXpress_001']) },
    ]);
  });

  it('is a warning where the plan can be made', async () => {
    const { input, errors, warnings } = await planOf('sample,barcode,reference\nS1,IonXpress_001,none');
    expect(errors).toEqual([]);
    expect(input).not.toBeNull();
    expect(warnings).toEqual([]);
  });
});
