import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { ADMIN_KEY, ask, askForJson } from '../support/ask.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { roundsOf } from '../support/rounds.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.data('{ chips { totalCount } }');
});
afterAll(() => gateway.close());

const example = new URL('../../examples/9-plan-form.graphql', import.meta.url);
type Row = Readonly<Record<string, unknown>>;

async function rowsOf(path: string): Promise<readonly Row[]> {
  const url = `/rundb/api/v1/${path}${path.includes('?') ? '&' : '/?'}limit=1000`;
  const { objects } = (await askForJson(gateway.simulator.port, url)) as { objects: readonly Row[] };
  return objects;
}

const textsOf = (rows: readonly Row[], name: string): string[] => rows.map((row) => String(row[name])).sort();

/** Lists that were asked for, and in how many rounds; each request takes its time. */
async function lists(query: string) {
  gateway.simulator.setWeather({ delay: 60 });
  const { planForm } = await gateway.data(query);
  gateway.simulator.setWeather({});
  const log = gateway.requests();
  const asked = log.map(({ path }) => path.replace(/[?].*/, '').split('/').at(-2)).sort();
  return { planForm, asked, rounds: roundsOf(log) };
}

describe('planForm', () => {
  it('reads each list in one request, whatever is asked of its rows', async () => {
    const { planForm, asked } = await lists(await readFile(example, 'utf8'));
    expect(asked).toEqual([
      'applicationgroup',
      'chip',
      'content',
      'content',
      'dnabarcode',
      'kitinfo',
      'plannedexperimentdb',
      'referencegenome',
      'runtype',
    ]);
    for (const list of Object.values(planForm)) expect(list).not.toEqual([]);
  });

  // Six requests run at once, so that more of them than six end in two turns.
  it.each([
    [
      ['applicationgroup', 'chip', 'dnabarcode', 'kitinfo', 'referencegenome', 'runtype'],
      `{ planForm { chips { name } kits { templating { name fittingChips { name } } library { name } }
         references { shortName } barcodeSets { name } runTypes { runType applicationGroups { name } }
         applicationGroups { name runTypes { runType } } } }`,
    ],
    [
      ['content', 'content', 'plannedexperiment'],
      `{ planForm { templates { name chipType kits { templating } }
         bedFiles { reference targetRegions { path } hotSpots { path } } } }`,
    ],
  ])('reads %j in one round', async (expected, query) => {
    const { asked, rounds } = await lists(query);
    expect({ asked, rounds }).toEqual({ asked: expected, rounds: 1 });
  });

  it('reads the barcodes whole where they are shown, and not set by set', async () => {
    const { planForm, asked } = await lists(
      '{ planForm { barcodeSets { name barcodes { name isActive setName } } } }',
    );
    const sizes = new Map(
      planForm.barcodeSets.map(({ name, barcodes }: Row) => [name, (barcodes as Row[]).length]),
    );
    expect(asked).toEqual(Array.from({ length: 6 }, () => 'dnabarcode'));
    expect([sizes.size, sizes.get('IonXpress'), sizes.get('IonCode')]).toEqual([15, 96, 3824]);
    expect(sizes.has('IonCode - TagSequencing')).toBe(false);
  });
});

describe('planForm offers', () => {
  it('what a new plan may name, and nothing else', async () => {
    const { planForm } = await gateway.data(`{ planForm(server: "torrent-server") {
      server { name }
      chips { name }
      references { shortName }
      runTypes { runType }
      applicationGroups { description }
      kits { templating { name kitType } library { name } sequencing { name } controlSequence { name } samplePrep { name } }
      sampleGroupings { displayedName } libraryKeys { name } flowOrders { name } threePrimeAdapters { name }
    } }`);
    const kits = async (...types: string[]) =>
      (await rowsOf('kitinfo')).filter(
        (kit) => kit['isActive'] === true && types.includes(String(kit['kitType'])),
      );
    expect(planForm.server.name).toBe('torrent-server');
    expect(textsOf(planForm.chips, 'name')).toEqual(['510', '520', '530', '540', '550']);
    expect(textsOf(planForm.references, 'shortName')).toEqual(
      textsOf(await rowsOf('referencegenome/?enabled=true'), 'short_name'),
    );
    expect(textsOf(planForm.runTypes, 'runType')).toEqual(textsOf(await rowsOf('runtype'), 'runType'));
    expect(planForm.applicationGroups).toHaveLength(12);
    for (const [place, types] of [
      ['templating', ['TemplatingKit', 'IonChefPrepKit']],
      ['library', ['LibraryKit', 'LibraryPrepKit']],
      ['sequencing', ['SequencingKit']],
      ['controlSequence', ['ControlSequenceKit']],
      ['samplePrep', ['SamplePrepKit']],
    ] as const) {
      expect([place, textsOf(planForm.kits[place], 'name')]).toEqual([
        place,
        textsOf(await kits(...types), 'name'),
      ]);
    }
    expect(planForm.kits.templating).toHaveLength(11);
    expect(planForm.sampleGroupings).toHaveLength(7);
    expect(planForm.libraryKeys).toHaveLength(3);
    expect(planForm.flowOrders).toHaveLength(6);
    expect(planForm.threePrimeAdapters).toHaveLength(9);
  });
});

it('a kit fits the chips that rundb takes it with', async () => {
  const { planForm } = await gateway.data(`{ planForm { chips { name } kits {
    templating { name fittingChips { name } } sequencing { name fittingChips { name } } } } }`);
  const [sequencing] = planForm.kits.sequencing;
  const refused: string[] = [];
  for (const templating of planForm.kits.templating) {
    for (const { name: chipType } of planForm.chips) {
      const isTaken = await takesChip({ chipType, templatingKitName: templating.name });
      const fits = templating.fittingChips.some(({ name }: Row) => name === chipType);
      expect([templating.name, chipType, isTaken]).toEqual([templating.name, chipType, fits]);
      if (!isTaken) refused.push(chipType);
    }
  }
  expect(sequencing.fittingChips).toHaveLength(5);
  expect(refused.length).toBeGreaterThan(20);
});

async function takesChip(kits: Row): Promise<boolean> {
  const body = JSON.stringify({ planName: 'a plan', sample: 'a sample', ...kits });
  const headers = { Authorization: ADMIN_KEY, 'Content-Type': 'application/json' };
  const path = '/rundb/api/v1/plannedexperiment/';
  const { status, text } = await ask(gateway.simulator.port, { method: 'POST', path, headers, body });
  return status === 201 || !text.includes('chipType');
}

describe('planForm offers of files and templates', () => {
  it('each upload once, by reference', async () => {
    const { planForm } = await gateway.data(
      '{ planForm { bedFiles { reference targetRegions { path isEnabled reference } hotSpots { path } } } }',
    );
    const files = await rowsOf('content');
    const ofPlans = files.filter((file) => String(file['path']).includes('/unmerged/detail/'));
    const shown = planForm.bedFiles.flatMap(({ targetRegions, hotSpots }: Row) =>
      [targetRegions, hotSpots].flat(),
    );
    expect(textsOf(shown, 'path')).toEqual(textsOf(ofPlans, 'path'));
    expect(shown.length * 4).toBe(files.length);
    for (const { reference, targetRegions } of planForm.bedFiles)
      for (const file of targetRegions) expect(file.reference).toBe(reference);
  });

  it('templates that are in use, as rundb sorts them', async () => {
    const { planForm } = await gateway.data('{ planForm { templates { name isTemplate status } } }');
    const rows = await rowsOf('plannedexperimentdb/?isReusable=True&order_by=planDisplayedName');
    const used = rows.filter(
      ({ planStatus, isSystemDefault }) => planStatus !== 'inactive' && isSystemDefault !== true,
    );
    expect(planForm.templates.map(({ name }: Row) => name)).toEqual(
      used.map((row) => row['planDisplayedName']),
    );
    expect(used.length).toBeLessThan(rows.length);
  });
});

it('a list that fails is null by itself', async () => {
  gateway.simulator.setWeather({ rules: [{ path: 'kitinfo/', answer: 500 }] });
  const { body } = await gateway.ask(
    '{ planForm { chips { name } kits { library { name } sequencing { name } } } }',
  );
  gateway.simulator.setWeather({});
  expect(body.data.planForm.chips).toHaveLength(5);
  expect(body.data.planForm.kits).toEqual({ library: null, sequencing: null });
  expect(body.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['planForm', 'kits', 'library'], 'UPSTREAM_ERROR'],
    [['planForm', 'kits', 'sequencing'], 'UPSTREAM_ERROR'],
  ]);
});
