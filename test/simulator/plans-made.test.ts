import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { askForList, askLab, type Body } from '../support/ask-lab.js';
import { barcoded, PLAIN, postPlan, send } from '../support/plans.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const READONLY = `ApiKey readonly:${'2'.repeat(40)}`;

describe('a plan that was made', () => {
  it('has a run and settings of its own, and can be found', async () => {
    const { body } = await postPlan(simulator, { ...PLAIN, metaData: { order: 7 }, flows: 500 });
    const run = await askLab(simulator, String(body['experiment']).replace('/rundb/api/v1/', ''));
    expect(run.body).toMatchObject({
      unique: body['planGUID'],
      status: 'planned',
      metaData: { order: 7 },
      flows: 500,
    });
    const found = await askForList(simulator, 'plannedexperiment/?metaData__contains=order');
    expect(found.ids).toEqual([body['id']]);
    expect(simulator.lab.rows('experimentanalysissettings').at(-1)).toMatchObject({
      experiment: run.body['id'],
      isEditable: true,
      libraryKey: 'TCAG',
    });
  });

  it('has the command lines for its chip, application and kits', async () => {
    await postPlan(simulator, {
      ...PLAIN,
      runType: 'AMPS',
      applicationGroupDisplayedName: 'Pharmacogenomics',
    });
    const chosen = simulator.lab.rows('analysisargs').find((row) => row['name'] === 'ion_default_520_PGx');
    const { alignmentargs } = simulator.lab.rows('experimentanalysissettings').at(-1) ?? {};
    expect(alignmentargs).toBe(chosen?.['alignmentargs']);
  });

  it('may come from a user without permissions, who then owns its projects', async () => {
    const plan = { ...PLAIN, projects: ['new one', 'QC_runs'], username: 'ionadmin' };
    expect(await send(simulator, 'POST', 'plannedexperiment/', plan, READONLY)).toMatchObject({
      status: 201,
      body: { projects: ['QC_runs', 'new_one'] },
    });
    expect(simulator.lab.rows('project').at(-1)).toMatchObject({ name: 'new_one', creator: 6 });
  });

  it('lets superusers make projects for others', async () => {
    await postPlan(simulator, { ...PLAIN, project: 'for another', username: 'ionuser' });
    expect(simulator.lab.rows('project').at(-1)).toMatchObject({ name: 'for_another', creator: 2 });
  });

  it('takes another short id when a waiting plan has the one that was sent', async () => {
    const ids: unknown[] = [];
    for (let round = 0; round < 2; round++) {
      ids.push((await postPlan(simulator, { ...PLAIN, planShortID: 'MINE1' })).body['planShortID']);
    }
    expect(ids).toEqual(['MINE1', expect.stringMatching(/^(?!MINE1)[A-Z0-9]{5}$/)]);
  });

  it('has the plugins that are chosen for all, unless it wants none', async () => {
    const { store } = simulator.lab;
    const plugin = store.database.table('plugin').get(1) ?? {};
    store.update('plugin', plugin, { defaultSelected: true });
    const entry = { features: [], id: 1, name: 'coverageAnalysis', userInput: {}, version: '5.16.0.6' };
    expect((await postPlan(simulator, PLAIN)).body['selectedPlugins']).toEqual({ coverageAnalysis: entry });
    const without = await postPlan(simulator, { ...PLAIN, include_plugin_default_selection: false });
    expect(without.body['selectedPlugins']).toEqual({});
    store.update('plugin', plugin, { defaultSelected: false });
  });

  it('keeps thresholds under the names of quality checks, and links sample sets by name', async () => {
    const { store } = simulator.lab;
    const check = store.insert('qctype', {
      qcName: 'Bead Loading (%)',
      defaultThreshold: 30,
      minThreshold: 0,
      maxThreshold: 100,
      description: '',
    });
    const set = store.insert('sampleset', { displayedName: 'Set 1' });
    const plan = { ...PLAIN, 'Bead Loading (%)': 40, sampleSetDisplayedName: 'Set 1,No set' };
    const { body } = await postPlan(simulator, plan);
    expect(body).toMatchObject({
      qcValues: [{ threshold: 40, qcType: { id: check['id'], qcName: 'Bead Loading (%)' } }],
      sampleSets: [`/rundb/api/v1/sampleset/${String(set['id'])}/`],
    });
  });
});

describe('the GUID of a plan', () => {
  it('makes one plan of twenty that are sent at once', async () => {
    const plans = Array.from({ length: 20 }, () => postPlan(simulator, { ...PLAIN, planGUID: 'once' }));
    const statuses = (await Promise.all(plans)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, ...Array.from({ length: 19 }, () => 500)]);
    expect((await askForList(simulator, 'plannedexperiment/?planGUID=once')).count).toBe(1);
  });

  it('uses up a number each time that it is refused, and stores nothing else', async () => {
    const { body: first } = await postPlan(simulator, { ...PLAIN, planGUID: 'twice' });
    const counts = (): number[] =>
      ['plannedexperiment', 'experiment', 'sample'].map((table) => simulator.lab.rows(table).length);
    const before = counts();
    await postPlan(simulator, { ...PLAIN, sample: 'never made', planGUID: 'twice' });
    expect(counts()).toEqual(before);
    const { body: next } = await postPlan(simulator, PLAIN);
    expect(next['id']).toBe(Number(first['id']) + 2);
  });
});

describe('a plan whose id is sent', () => {
  it('is overwritten: what is not sent goes back to its default', async () => {
    const { body: old } = await postPlan(simulator, {
      ...PLAIN,
      username: 'me',
      categories: 'x',
      flows: 400,
    });
    const sent: Body = barcoded({}, { id: old['id'], planName: 'another' });
    const { status, body } = await send(simulator, 'POST', 'plannedexperiment/', sent, READONLY);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { id: old['id'], experiment: old['experiment'], planName: 'another', username: null, flows: 400 },
    });
    expect(body['planGUID']).not.toBe(old['planGUID']);
  });

  it('is a crash when there is none', async () => {
    expect((await postPlan(simulator, { ...PLAIN, id: 99999 })).status).toBe(500);
  });

  it('may be out of use, which is worth a warning', async () => {
    const { body: old } = await postPlan(simulator, PLAIN);
    const plan = {
      ...PLAIN,
      id: old['id'],
      chipType: '318',
      templatingKitName: 'Ion PGM Template OT2 200 Kit',
      sequencekitname: '',
    };
    expect((await postPlan(simulator, plan)).body['Warnings']).toEqual({
      chipType: [' chipType 318 is not active. '],
      templatingKitName: [' templatingKitName Ion PGM Template OT2 200 Kit is not active. '],
    });
  });
});

describe('the columns of a plan alone', () => {
  it('are not checked, and have no run; the plan has what every plan has', async () => {
    const { status, body } = await send(simulator, 'POST', 'plannedexperimentdb/', {
      planName: 'any: name!',
    });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        planName: 'any: name!',
        experiment: null,
        planStatus: 'planned',
        planShortID: expect.stringMatching(/^[A-Z0-9]{5}$/),
        planGUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
        date: expect.any(String),
      },
    });
  });

  it('want permission', async () => {
    expect((await send(simulator, 'POST', 'plannedexperimentdb/', { planName: 'x' }, READONLY)).status).toBe(
      401,
    );
  });
});

describe('values of other kinds than their columns', () => {
  it('become texts, and fractions in JSON columns do', async () => {
    const { body } = await postPlan(simulator, { ...PLAIN, username: 7, metaData: { a: 1.5, b: 2 } });
    const { username, metaData } = (await askLab(simulator, `plannedexperiment/${String(body['id'])}/`)).body;
    expect({ username, metaData }).toEqual({ username: '7', metaData: { a: '1.5', b: 2 } });
  });
});

describe('a GUID that is made up', () => {
  it('is none that a plan has, as plans of an enlarged lab may', async () => {
    const [first, second] = [await startSimulator({ seed: 5 }), await startSimulator({ seed: 5 })];
    const { planGUID } = (await postPlan(first, PLAIN)).body;
    const { store } = second.lab;
    store.update('plannedexperiment', store.database.table('plannedexperiment').get(300) ?? {}, { planGUID });
    const { status, body } = await postPlan(second, PLAIN);
    await Promise.all([first.close(), second.close()]);
    expect(status).toBe(201);
    expect(body['planGUID']).not.toBe(planGUID);
  });
});
