import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Lab, Parameters, Row } from '../../src/simulator/api.js';
import { openLab } from '../../src/simulator/lab.js';
import { printAnswer } from '../../src/simulator/values/print-answer.js';
import { printJson } from '../../src/simulator/values/print-json.js';

const DATA = new URL('../../src/simulator/data/', import.meta.url);
const SCALE = 2;

let lab: Lab;

beforeEach(() => {
  lab = openLab(DATA, { scale: SCALE });
});

function answer(of: Lab, name: string, ...parameters: Parameters): object {
  const resource = of.resource(name);
  if (resource === undefined) throw new Error(`no ${name}`);
  return resource.list(parameters, `/rundb/api/v1/${name}/`);
}

function text(of: Lab, name: string, ...parameters: Parameters): string {
  return String(printAnswer(answer(of, name, ...parameters)));
}

/** What a list counts, and the rows of its page. */
function list(name: string, ...parameters: Parameters) {
  const read: unknown = JSON.parse(text(lab, name, ...parameters));
  const { meta, objects } = Object(read);
  return { count: Number(meta.total_count), rows: [...objects].map((row: unknown): Row => Object(row)) };
}

function rowsWhere(table: string, holds: (row: Row) => boolean): readonly Row[] {
  return lab.rows(table).filter(holds);
}

function firstWhere(table: string, holds: (row: Row) => boolean): Row {
  const [row] = rowsWhere(table, holds);
  if (row === undefined) throw new Error(`no such ${table}`);
  return row;
}

function shownReport(id: unknown): Row {
  return Object(list('results', ['id', String(id)]).rows[0]);
}

describe('a list of a larger lab', () => {
  it('counts and orders as its rows say', () => {
    const completed = rowsWhere('results', (row) => row['status'] === 'Completed');
    const { count, rows } = list(
      'results',
      ['status', 'Completed'],
      ['order_by', 'timeStamp'],
      ['limit', '0'],
    );
    expect(count).toBe(completed.length);
    const moments = completed.map((row) => String(row['timeStamp'])).sort();
    expect(rows.map((row) => String(row['timeStamp']).slice(0, 19))).toEqual(
      moments.map((moment) => moment.slice(0, 19)),
    );
  });

  it('counts through relations as the links say', () => {
    const project = firstWhere('project', (row) => row['name'] === 'Training_2');
    const links = rowsWhere('results_projects', (link) => link['project'] === project['id']);
    expect(links.length).toBeGreaterThan(0);
    expect(list('results', ['projects__name', 'Training_2']).count).toBe(links.length);
    const chips = new Set(rowsWhere('experiment', (run) => run['chipType'] === '520').map(({ id }) => id));
    expect(list('results', ['experiment__chipType', '520']).count).toBe(
      rowsWhere('results', (row) => chips.has(row['experiment'])).length,
    );
  });

  it('holds each row once when it is read page by page', () => {
    const ids = Array.from({ length: 7 }, (_, page) =>
      list('results', ['limit', '100'], ['offset', String(page * 100)]).rows.map(({ id }) => id),
    ).flat();
    expect(ids).toEqual(
      lab
        .rows('results')
        .map(({ id }) => Number(id))
        .sort((a, b) => b - a),
    );
  });
});

describe('answers that are kept', () => {
  it('are printed as they were the first time, and as a lab prints that was never asked', () => {
    const fresh = openLab(DATA, { scale: SCALE });
    for (const name of lab.names) {
      if (lab.resource(name) === undefined) continue;
      const first = printJson(answer(fresh, name, ['limit', '7']));
      expect(text(lab, name, ['limit', '7'])).toBe(first);
      expect(text(lab, name, ['limit', '7'])).toBe(first);
      expect(printJson(answer(lab, name, ['limit', '7']))).toBe(first);
    }
  });

  it('show what a row holds after a change', () => {
    const report = firstWhere('results', () => true);
    expect(shownReport(report['id'])['status']).toBe(report['status']);
    lab.store.update('results', report, { status: 'TERMINATED' });
    expect(shownReport(report['id'])['status']).toBe('TERMINATED');
    expect(list('results', ['status', 'TERMINATED']).rows.map(({ id }) => id)).toContain(report['id']);
  });

  it('show what related rows hold after a change', () => {
    const report = firstWhere('results', () => true);
    const { experiment } = report;
    const before = shownReport(report['id'])['bamLink'];
    const run = firstWhere('experiment', ({ id }) => id === experiment);
    lab.store.update('experiment', run, { expName: 'renamed' });
    expect(shownReport(report['id'])['bamLink']).not.toBe(before);
    expect(shownReport(report['id'])['bamLink']).toContain('/renamed_');
  });

  it('show rows and links that come and go', () => {
    const { count } = list('results');
    const counts = { framesProcessed: 0, processedCycles: 0, processedflows: 0 };
    const keys = { experiment: 134, eas: 134, reportstorage: 1 };
    const report = lab.store.insert('results', { resultsName: 'new', ...keys, ...counts });
    expect(list('results').count).toBe(count + 1);
    expect(list('results', ['resultsName', 'new']).rows[0]?.['projects']).toEqual([]);
    lab.store.link('results', report, 'projects', [firstWhere('project', ({ id }) => id === 1)]);
    expect(list('results', ['resultsName', 'new']).rows[0]?.['projects']).toEqual([
      '/rundb/api/v1/project/1/',
    ]);
    lab.store.remove('results', report);
    expect(list('results').count).toBe(count);
    expect(list('results', ['resultsName', 'new']).rows).toEqual([]);
  });

  it('forget what a failed piece of work has done', () => {
    const { count } = list('project');
    const work = (): void => {
      lab.store.insert('project', { name: 'short-lived', public: true, creator: 1 });
      expect(list('project').count).toBe(count + 1);
      throw new Error('no');
    };
    expect(() => lab.store.atomically(work)).toThrow('no');
    expect(list('project').count).toBe(count);
  });

  it('differ where a parameter changes how rows are printed', () => {
    const withPlugins = list('results', ['limit', '1'], ['plugin', 'true']).rows[0];
    const without = list('results', ['limit', '1']).rows[0];
    expect(withPlugins).toHaveProperty('pluginState');
    expect(without).not.toHaveProperty('pluginState');
    expect(list('results', ['limit', '1'], ['plugin', 'true']).rows[0]).toEqual(withPlugins);
    const reports = (...parameters: Parameters): unknown[] =>
      list('compositeexperiment', ['limit', '0'], ...parameters).rows.flatMap((run) => run['results']);
    const all = reports().length;
    expect(reports(['result_status', 'Error']).length).toBeLessThan(all);
    expect(reports()).toHaveLength(all);
  });

  it('follow the clock where a list depends on it', () => {
    let now = new Date('2020-01-01T00:00:00Z');
    lab = openLab(DATA, { now: () => now });
    expect(list('monitorresult').count).toBe(315);
    now = new Date('2030-01-01T00:00:00Z');
    expect(list('monitorresult').count).toBe(0);
  });
});
