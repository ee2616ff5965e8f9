import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Lab, Row } from '../../src/simulator/api.js';
import { openLab } from '../../src/simulator/lab.js';
import { MODELS } from '../../src/simulator/models/models.js';

const DATA = new URL('../../src/simulator/data/', import.meta.url);
const TABLES = [...MODELS.keys()];

let lab: Lab;
let small: Lab;

beforeAll(() => {
  small = openLab(DATA);
  lab = openLab(DATA, { scale: 3 });
});

function sizes(of: Lab, tables: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(tables.map((table) => [table, of.rows(table).length]));
}

function values(of: Lab, table: string, column: string): readonly unknown[] {
  return of.rows(table).map((row) => row[column]);
}

function tally(items: readonly unknown[]): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function repeated(items: readonly unknown[]): readonly unknown[] {
  return [...tally(items)].filter(([, count]) => count > 1).map(([item]) => item);
}

function executed(of: Lab): readonly Row[] {
  return of.rows('plannedexperiment').filter((plan) => plan['planExecuted'] === true);
}

describe('a lab three times as large', () => {
  it('has three times the runs with all that they have, the samples and the links', () => {
    const grown =
      'results libmetrics analysismetrics qualitymetrics tfmetrics dmfilestat pluginresult pluginresultjob ' +
      'sample experiment_samples results_projects plannedexperiment_projects';
    for (const [table, size] of Object.entries(sizes(small, grown.split(' ')))) {
      expect([table, lab.rows(table).length]).toEqual([table, 3 * size]);
    }
    const runs = (of: Lab) => of.rows('experiment').filter((run) => run['status'] === 'run').length;
    expect([runs(small), runs(lab)]).toEqual([152, 456]);
  });

  it('has the templates, kits, barcodes and people once, and a few more projects', () => {
    const fixed = ['chip', 'kitinfo', 'dnabarcode', 'referencegenome', 'plugin', 'user', 'rig', 'runtype'];
    expect(sizes(lab, fixed)).toEqual(sizes(small, fixed));
    const templates = (of: Lab) => of.rows('plannedexperiment').filter((plan) => plan['isReusable'] === true);
    expect(templates(lab)).toHaveLength(templates(small).length);
    expect(lab.rows('project')).toHaveLength(24);
  });

  it('has plans, runs, reports and jobs in the same states in the same proportions', () => {
    const states = [
      ['results', 'status'],
      ['results', 'representative'],
      ['pluginresultjob', 'state'],
      ['dmfilestat', 'action_state'],
    ] as const;
    for (const [table, column] of states) {
      const before = [...tally(values(small, table, column))].map(([state, count]) => [state, 3 * count]);
      expect([...tally(values(lab, table, column))]).toEqual(before);
    }
    const transfers = (of: Lab) => tally(values(of, 'experiment', 'ftpStatus'));
    for (const state of transfers(small).keys()) expect(transfers(lab).has(state)).toBe(true);
    const plans = (of: Lab) => tally(values(of, 'plannedexperiment', 'planStatus'));
    for (const state of plans(small).keys()) expect(plans(lab).has(state)).toBe(true);
  });

  it('gives keys that go on where those of the lab end', () => {
    for (const table of ['experiment', 'plannedexperiment', 'results', 'pluginresult', 'sample']) {
      const ids = values(lab, table, 'id').map(Number);
      const before = Math.max(...values(small, table, 'id').map(Number));
      expect(repeated(ids)).toEqual([]);
      expect(Math.max(...ids)).toBe(before + lab.rows(table).length - small.rows(table).length);
    }
  });

  it('lets every foreign key and every link lead to a row', () => {
    for (const table of TABLES) {
      for (const [column, target] of keysOf(table)) {
        const known = new Set(values(lab, target, MODELS.get(target)?.key ?? 'id'));
        const lost = values(lab, table, column).filter(
          (key) => key !== null && key !== undefined && !known.has(key),
        );
        expect([table, column, lost]).toEqual([table, column, []]);
      }
    }
  });

  it('names nothing twice that is named once', () => {
    const unique = [
      ['experiment', 'unique'],
      ['experiment', 'expName'],
      ['plannedexperiment', 'planGUID'],
      ['plannedexperiment', 'planShortID'],
      ['plannedexperiment', 'planName'],
      ['results', 'reportLink'],
      ['results', 'runid'],
      ['project', 'name'],
    ] as const;
    for (const [table, column] of unique) {
      expect([table, column, repeated(values(lab, table, column))]).toEqual([table, column, []]);
    }
    const samples = lab.rows('sample').map((row) => `${String(row['name'])} ${String(row['externalId'])}`);
    expect(repeated(samples)).toEqual([]);
  });

  it('gives GUIDs and short ids of the usual form', () => {
    for (const plan of executed(lab)) {
      expect(plan['planGUID']).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(plan['planShortID']).toMatch(/^[A-Z0-9]{5}$/);
    }
  });

  it('keeps each family to itself: run, plan, settings and reports', () => {
    const plans = new Map(lab.rows('plannedexperiment').map((plan) => [plan['id'], plan]));
    const settings = new Map(lab.rows('experimentanalysissettings').map((row) => [row['id'], row]));
    const reports = new Map(lab.rows('results').map((row) => [row['id'], row]));
    for (const run of lab.rows('experiment')) {
      const plan = plans.get(run['plan']);
      expect(settings.get(plan?.['latestEAS'])?.['experiment']).toBe(run['id']);
      if (run['repResult'] !== null) expect(reports.get(run['repResult'])?.['experiment']).toBe(run['id']);
    }
    for (const report of reports.values()) {
      expect(settings.get(report['eas'])?.['experiment']).toBe(report['experiment']);
    }
  });

  it('spreads metrics, files, plugin results and jobs over their owners as they were', () => {
    const owned = [
      ['libmetrics', 'report'],
      ['tfmetrics', 'report'],
      ['dmfilestat', 'result'],
      ['pluginresult', 'result'],
      ['pluginresultjob', 'plugin_result'],
      ['results', 'experiment'],
    ] as const;
    for (const [table, column] of owned) {
      const spread = (of: Lab) => tally([...tally(values(of, table, column)).values()]);
      const before = [...spread(small)].map(([size, owners]) => [size, 3 * owners]);
      expect([...spread(lab)]).toEqual(before);
    }
  });

  it('names runs after their plans, dates and sequencers, and reports after their numbers', () => {
    const plans = new Map(lab.rows('plannedexperiment').map((plan) => [plan['id'], plan]));
    for (const run of lab.rows('experiment').filter((row) => row['status'] === 'run')) {
      const stamp = String(run['date']).slice(0, 19).replaceAll(/[-T:]/g, '_');
      const plan = String(plans.get(run['plan'])?.['planName']);
      const number = Number(/\d+$/.exec(plan)?.[0]);
      expect(run['expName']).toBe(`R_${stamp}_user_${String(run['pgmName'])}-${number}-${plan}`);
      expect(run['expDir']).toBe(`/rawdata/${String(run['pgmName'])}/${String(run['expName'])}`);
    }
    for (const report of lab.rows('results')) {
      const folder = `${String(report['resultsName'])}_${String(report['id']).padStart(3, '0')}`;
      expect(report['reportLink']).toBe(`/output/Home/${folder}/`);
    }
  });

  it('names the barcoded samples of settings after the samples of their run', () => {
    const names = new Map(lab.rows('sample').map((sample) => [sample['id'], sample['displayedName']]));
    const ofRun = new Map<unknown, unknown[]>();
    for (const { experiment, sample } of lab.rows('experiment_samples')) {
      ofRun.set(experiment, [...(ofRun.get(experiment) ?? []), names.get(sample)]);
    }
    for (const { barcodedSamples, experiment } of lab.rows('experimentanalysissettings')) {
      const used = Object.keys(Object(barcodedSamples));
      expect(ofRun.get(experiment) ?? []).toEqual(expect.arrayContaining(used));
    }
  });

  it('dates new runs after the old ones and before the plans that wait', () => {
    const dates = executed(lab).map((plan) => String(plan['planExecutedDate']));
    const [old, young] = [dates.slice(0, 152), dates.slice(152)];
    expect(young.every((date) => date > (old.toSorted().at(-1) ?? ''))).toBe(true);
    expect(dates.toSorted().at(-1)?.slice(0, 4)).toBe('2026');
    const waiting = lab.rows('plannedexperiment').slice(-44);
    expect(waiting.every((plan) => String(plan['date']) > (dates.toSorted().at(-1) ?? ''))).toBe(true);
  });

  it('is the same for the same seed, and another for another', () => {
    const again = openLab(DATA, { scale: 3 });
    const other = openLab(DATA, { scale: 3, seed: 2 });
    for (const table of TABLES) expect(again.rows(table)).toEqual(lab.rows(table));
    expect(other.rows('results')).not.toEqual(lab.rows('results'));
    expect(sizes(other, TABLES)).toEqual(sizes(lab, TABLES));
  });

  it('leaves the rows of the lab as they are', () => {
    for (const table of TABLES) {
      const size = small.rows(table).length;
      expect(lab.rows(table).slice(0, size)).toEqual(small.rows(table));
    }
  });
});

/** Columns of a table that hold keys of others. */
function keysOf(table: string): readonly (readonly [column: string, target: string])[] {
  const model = MODELS.get(table);
  const keys = [...(model?.relations.values() ?? [])].flatMap((relation) =>
    relation.kind === 'forward' ? [[relation.column, relation.target] as const] : [],
  );
  // A table of links has no relations, only two columns named after the tables at its ends.
  if (model?.key === '') for (const column of model.columns.keys()) keys.push([column, column]);
  return keys;
}

describe('a scale', () => {
  it('of ten makes the lab that is promised', () => {
    const large = openLab(DATA, { scale: 10 });
    expect(executed(large)).toHaveLength(1520);
    expect(large.rows('results')).toHaveLength(3150);
  });

  it('copies odd rows that an overlay brings, too', () => {
    const odd = openLab(DATA, { scale: 2, overlays: ['odd-rows', 'what-the-lab-lacks'] });
    const dates = values(odd, 'experiment', 'date').filter((date) => String(date).startsWith('0001'));
    expect(dates).toHaveLength(2);
    expect(repeated(values(odd, 'experiment', 'unique'))).toEqual([]);
  });
});
