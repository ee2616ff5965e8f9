import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { askLab, type Body } from '../support/ask-lab.js';
import { barcoded, INFO, PLAIN, postPlan, send } from '../support/plans.js';

let simulator: Simulator;
let plan: string;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const READONLY = `ApiKey readonly:${'2'.repeat(40)}`;

async function make(body: Body): Promise<string> {
  const made = await postPlan(simulator, body);
  return `plannedexperiment/${String(made.body['id'])}/`;
}

async function read(path: string): Promise<Body> {
  return (await askLab(simulator, path)).body;
}

/** The run of a plan. */
async function readRun(path: string): Promise<Body> {
  return read(String((await read(path))['experiment']).replace('/rundb/api/v1/', ''));
}

beforeEach(async () => {
  plan = await make({ ...PLAIN, flows: 500, libraryKey: 'TCAGT' });
});

describe('PUT', () => {
  it('puts the library key back to the server default unless it is sent', async () => {
    expect(await send(simulator, 'PUT', plan, { notes: 'n' })).toMatchObject({
      status: 200,
      body: { notes: 'n' },
    });
    expect(await read(plan)).toMatchObject({ notes: 'n', libraryKey: 'TCAG', flows: 500 });
    await send(simulator, 'PUT', plan, { notes: 'm', libraryKey: 'TCAGT' });
    expect(await read(plan)).toMatchObject({ notes: 'm', libraryKey: 'TCAGT' });
  });

  it('gives its status to the run and the settings', async () => {
    await send(simulator, 'PUT', plan, { planStatus: 'voided' });
    expect((await readRun(plan))['status']).toBe('voided');
    expect(simulator.lab.rows('experimentanalysissettings').at(-1)?.['status']).toBe('voided');
  });

  it('changes both names when both are sent', async () => {
    await send(simulator, 'PUT', plan, { planName: 'b c' });
    expect(await read(plan)).toMatchObject({ planName: 'b_c', planDisplayedName: 'a plan' });
    await send(simulator, 'PUT', plan, { planName: 'b c', planDisplayedName: 'b c' });
    expect(await read(plan)).toMatchObject({ planName: 'b_c', planDisplayedName: 'b c' });
  });

  it('looks at no combination of chip, kits and run type', async () => {
    expect((await send(simulator, 'PUT', plan, { chipType: '540', runType: 'RNA' })).status).toBe(200);
  });

  it('looks at what it holds', async () => {
    expect(await send(simulator, 'PUT', plan, { chipType: '', flows: 'x' })).toEqual({
      status: 400,
      body: {
        error: {
          chipType: [' chipType is required. '],
          flows: [' flows must be a integer within range [1, 2000]. '],
        },
      },
    });
  });

  it('replaces the list of projects', async () => {
    await send(simulator, 'PUT', plan, { projects: ['Training', 'QC_runs'] });
    expect((await read(plan))['projects']).toEqual(['QC_runs', 'Training']);
    await send(simulator, 'PUT', plan, { projects: ['Training'] });
    expect((await read(plan))['projects']).toEqual(['Training']);
    await send(simulator, 'PUT', plan, { projects: [] });
    expect((await read(plan))['projects']).toEqual([]);
  });

  it('checks barcoded samples against the set of the plan, and replaces them as a whole', async () => {
    const path = await make(barcoded());
    const samples = (barcode: string): Body => ({
      barcodedSamples: { S2: { barcodes: [barcode], barcodeSampleInfo: { [barcode]: INFO } } },
    });
    expect((await send(simulator, 'PUT', path, samples('IonSet1_01'))).status).toBe(400);
    expect((await send(simulator, 'PUT', path, samples('IonXpress_002'))).status).toBe(200);
    expect(await read(path)).toMatchObject(samples('IonXpress_002'));
    expect((await readRun(path))['sample']).toBe('S2');
  });

  it('of a single sample leaves a barcoded plan as it looks, but not its run', async () => {
    const path = await make(barcoded());
    const before = await read(path);
    expect((await send(simulator, 'PUT', path, { sample: 'x' })).status).toBe(200);
    const { barcodedSamples, sample } = await read(path);
    expect({ barcodedSamples, sample }).toEqual({ barcodedSamples: before['barcodedSamples'], sample: '' });
    expect(await readRun(path)).toMatchObject({ sample: 'x', samples: [expect.any(String)] });
  });

  it('is not kept from plans that were executed', async () => {
    expect((await send(simulator, 'PUT', 'plannedexperiment/140/', { notes: 'late' })).status).toBe(200);
  });

  it('wants permission', async () => {
    expect((await send(simulator, 'PUT', plan, { notes: 'n' }, READONLY)).status).toBe(401);
    expect((await read(plan))['notes']).toBeNull();
  });
});

describe('PATCH', () => {
  it('looks at the whole plan, so that one without flows must be sent some', async () => {
    const path = await make(PLAIN);
    expect((await send(simulator, 'PATCH', path, { notes: 'n' })).status).toBe(400);
    expect((await send(simulator, 'PATCH', path, { notes: 'n', flows: '0' })).status).toBe(202);
    expect(await read(path)).toMatchObject({ notes: 'n', flows: 0 });
  });

  it('keeps the library key, and the name that is shown', async () => {
    await send(simulator, 'PATCH', plan, { planName: 'new name' });
    expect(await read(plan)).toMatchObject({
      planName: 'new_name',
      planDisplayedName: 'a plan',
      libraryKey: 'TCAGT',
    });
  });

  it('makes a plan barcoded only when its sample goes', async () => {
    const { barcodeId, barcodedSamples } = barcoded();
    expect((await send(simulator, 'PATCH', plan, { barcodeId, barcodedSamples })).status).toBe(400);
    expect((await send(simulator, 'PATCH', plan, { barcodeId, barcodedSamples, sample: '' })).status).toBe(
      202,
    );
    expect(await read(plan)).toMatchObject({ barcodeId, barcodedSamples, sample: '' });
  });

  it('warns where a new plan would be refused', async () => {
    const path = await make(barcoded({}, { flows: 500 }));
    const samples = {
      S1: { barcodes: ['IonXpress_001'], barcodeSampleInfo: { IonXpress_001: { reference: '' } } },
    };
    const { status, body } = await send(simulator, 'PATCH', path, { barcodedSamples: samples });
    expect({ status, warnings: body['Warnings'] }).toMatchObject({
      status: 202,
      warnings: {
        barcodedSamples: [
          { S1: [{ IonXpress_001: expect.arrayContaining([" 'targetRegionBedFile' is missing. "]) }] },
        ],
      },
    });
  });

  it('of a list changes, makes and deletes, and then fails to answer', async () => {
    const [kept, gone] = [plan, await make(PLAIN)];
    const objects = [
      { resource_uri: `/rundb/api/v1/${kept}`, notes: 'in bulk' },
      { ...PLAIN, planName: 'bulk' },
    ];
    const deleted_objects = [`/rundb/api/v1/${gone}`];
    expect((await send(simulator, 'PATCH', 'plannedexperiment/', { objects, deleted_objects })).status).toBe(
      500,
    );
    expect((await read(kept))['notes']).toBe('in bulk');
    expect((await askLab(simulator, gone)).status).toBe(404);
    expect(simulator.lab.rows('plannedexperiment').at(-1)).toMatchObject({ planName: 'bulk' });
  });
});

describe('a list of plans', () => {
  it('is changed as a whole or not at all', async () => {
    const objects = [{ resource_uri: `/rundb/api/v1/${plan}`, notes: 'first' }, { planName: '' }];
    expect((await send(simulator, 'PATCH', 'plannedexperiment/', { objects })).status).toBe(400);
    expect((await read(plan))['notes']).toBeNull();
  });

  it('takes the place of the plans that the parameters match', async () => {
    await make({ ...PLAIN, planName: 'old-one' });
    const objects = [{ ...PLAIN, planName: 'new-one' }];
    const before = simulator.lab.rows('plannedexperiment').length;
    expect((await send(simulator, 'PUT', 'plannedexperiment/?planName=old-one', { objects })).status).toBe(
      500,
    );
    const names = simulator.lab.rows('plannedexperiment').map((row) => row['planName']);
    expect(names).toHaveLength(before);
    expect(names).not.toContain('old-one');
    expect(names).toContain('new-one');
  });
});

describe('DELETE', () => {
  it('takes the run, its settings, reports and their metrics along', async () => {
    const before = await read('plannedexperiment/140/');
    const run = String(before['experiment']).replace('/rundb/api/v1/', '');
    const reports = simulator.lab.rows('results').filter((row) => row['experiment'] === 140);
    expect(reports.length).toBeGreaterThan(0);
    expect((await send(simulator, 'DELETE', 'plannedexperiment/140/')).status).toBe(204);
    expect((await askLab(simulator, run)).status).toBe(404);
    const isOfRun = (row: Body): boolean => reports.some((report) => report['id'] === row['report']);
    expect(simulator.lab.rows('libmetrics').filter(isOfRun)).toEqual([]);
    expect(simulator.lab.rows('results').filter((row) => row['experiment'] === 140)).toEqual([]);
  });

  it('wants permission', async () => {
    expect((await send(simulator, 'DELETE', plan, undefined, READONLY)).status).toBe(401);
  });
});
