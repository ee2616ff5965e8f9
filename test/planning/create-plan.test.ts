import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, ask } from '../support/ask.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { readRecordings } from '../support/recordings.js';
import { barcoded, createPlan, readPlan, single, validatePlan, withBarcode } from './inputs.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const asSent = () =>
  gateway.requests().map(({ method, path }) => `${method} ${path.replace(/.*\/v1\//, '')}`);

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

describe('the documented plans', () => {
  it.each([
    ['without barcodes', single],
    ['with barcodes', barcoded],
  ])('%s: one mutation, one POST, and read back the same', async (_, input) => {
    await gateway.data(validatePlan, { input });
    const { createPlan: payload } = await gateway.data(createPlan, { input });
    expect(asSent()).toEqual(['POST plannedexperiment/']);
    expect(payload).toMatchObject({ created: true, userErrors: [] });
    expect(payload.plan).toMatchObject({ name: 'DOCS_my_plan', status: 'planned', reference: 'hg19' });
    const { plan } = await gateway.data(readPlan, { shortId: payload.plan.shortId });
    expect(plan).toEqual(payload.plan);
  });

  it.each([
    ['documented-non-barcoded', single],
    ['documented-barcoded-without-sample', barcoded],
  ])('%s: is the plan that the REST guide makes', async (name, input) => {
    const sent = readRecordings('plannedexperiment').find((exchange) => exchange.name === name)?.request.body;
    const theirs = await rundb('POST', 'plannedexperiment/', sent as object);
    const { createPlan: payload } = await gateway.data(createPlan, { input });
    const [made, guides] = await Promise.all(
      [payload.plan.rundbId, theirs['id']].map((id) => rundb('GET', `plannedexperiment/${String(id)}/`)),
    );
    const differing = Object.keys(guides ?? {}).filter(
      (key) => JSON.stringify(made?.[key]) !== JSON.stringify(guides?.[key]),
    );
    const own = ['date', 'expName', 'experiment', 'id', 'planGUID', 'planShortID', 'resource_uri'];
    expect(differing.filter((key) => !own.includes(key))).toEqual([]);
  });

  it('takes a key without another call, once it knows the user', async () => {
    await gateway.data(createPlan, { input: { ...single, idempotencyKey: 'warm 1' } });
    const { createPlan: payload } = await gateway.data(createPlan, {
      input: { ...single, idempotencyKey: 'warm 2' },
    });
    expect(asSent()).toEqual(['POST plannedexperiment/']);
    expect(payload.created).toBe(true);
  });

  it('tells what rundb warns of, in its words and with its place', async () => {
    const { createPlan: payload } = await gateway.data(createPlan, { input: barcoded });
    expect(payload.warnings.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'samples.barcoded.samples.0.barcodes.0.nucleotideType',
      'samples.barcoded.samples.1.barcodes.0.nucleotideType',
    ]);
    expect(payload.warnings[0].message).toMatch(/^Research Application is empty/);
  });

  it('asks for what the answer to the POST lacks, by id', async () => {
    const selected =
      'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { shortId metaData } } }';
    const input = { ...single, metaData: { order: 'A-7' } };
    const { createPlan: payload } = await gateway.data(selected, { input });
    expect(payload.plan.metaData).toEqual({ order: 'A-7' });
    expect(asSent()).toEqual([
      'POST plannedexperiment/',
      expect.stringMatching(/^GET plannedexperimentdb\/\d+\//),
    ]);
  });
});

describe('a plan with everything', () => {
  /** What comes back under the same name and in the same letters. */
  const same = {
    flows: 400,
    flowsInOrder: 'TACG',
    libraryReadLength: 200,
    notes: 'second try',
    chipBarcode: 'AA0001',
    libraryKey: 'TCAG',
    tfKey: 'ATCG',
    metaData: { order: 'A-7', nested: [1, { two: null }] },
    baseRecalibrationMode: 'panel_recal',
    storageOptions: 'KI',
    platform: 'S5',
    username: 'a LIMS',
    irWorkflow: 'flow',
    categories: 'a;b',
    planPGM: 'S5-1',
    isFavorite: true,
    isDuplicateReads: true,
    realign: true,
    autoAnalyze: false,
    preAnalysis: false,
    usePreBeadfind: false,
    usePostBeadfind: true,
    arguments: { thumbnailBeadfind: 'justBeadFind --beadfind-minlivesnr 3' },
  };
  const barcode = { externalId: 'LIMS-1', description: 'of patient "4"', controlType: 'No Template Control' };
  const input = {
    ...withBarcode(barcode),
    ...same,
    runType: 'gens',
    applicationGroup: 'DNA',
    sampleGrouping: 'self',
    projects: ['QC_runs', 'a new one'],
    sampleTubeLabel: ' T-17 ',
    status: 'PENDING',
    targetRegionBedFile: 'BRCA1_2.20131001.designed.bed',
    hotSpotRegionBedFile: '/hg19/unmerged/detail/BRCA1_2.20131001.hotspots.bed',
  };

  it('is stored and read back', async () => {
    const selected = `mutation ($input: CreatePlanInput!) { createPlan(input: $input) {
      userErrors { path message } warnings { path }
      plan { runType applicationGroupDisplayedName sampleGroupingName flows flowsInOrder libraryReadLength notes
        projects { name } sampleTubeLabel chipBarcode libraryKey tfKey metaData baseRecalibrationMode storageOptions
        platform username irWorkflow categories planPGM state isFavorite isDuplicateReads realign autoAnalyze
        preAnalysis usePreBeadfind usePostBeadfind targetRegionBedFile hotSpotRegionBedFile
        customArgs arguments { thumbnailBeadfind }
        barcodedSamples { name barcodes { externalId description controlType targetRegionBedFile hotSpotRegionBedFile } }
      } } }`;
    const { createPlan: payload } = await gateway.data(selected, { input });
    expect(payload.userErrors).toEqual([]);
    const target = expect.stringMatching(
      /^\/results\/.*\/hg19\/unmerged\/detail\/BRCA1_2.20131001.designed.bed$/,
    );
    const spots = expect.stringMatching(
      /^\/results\/.*\/hg19\/unmerged\/detail\/BRCA1_2.20131001.hotspots.bed$/,
    );
    expect(payload.plan).toMatchObject({
      ...same,
      runType: 'GENS',
      state: 'PENDING',
      sampleTubeLabel: 'T-17',
      applicationGroupDisplayedName: 'DNA',
      sampleGroupingName: 'Self',
      customArgs: true,
      targetRegionBedFile: target,
      hotSpotRegionBedFile: spots,
      projects: [{ name: 'QC_runs' }, { name: 'a_new_one' }],
      barcodedSamples: [
        { barcodes: [{ ...barcode, targetRegionBedFile: target, hotSpotRegionBedFile: spots }] },
      ],
    });
  });
});
