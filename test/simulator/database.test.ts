import { describe, expect, it } from '@jest/globals';
import { Database } from '../../src/simulator/database/database.js';
import { defineModels, modelNamed } from '../../src/simulator/database/model.js';

const MODELS = defineModels([
  { name: 'run', integer: 'id', text: 'name', links: { samples: 'sample.runs' } },
  { name: 'sample', integer: 'id', text: 'name' },
  { name: 'report', integer: 'id', text: 'status', one: { run: 'run.reports' } },
]);

function openDatabase(): Database {
  const database = new Database(MODELS);
  for (const id of [1, 2]) database.table('run').add({ id, name: `run ${id}` });
  for (const id of [12, 11]) database.table('sample').add({ id, name: `sample ${id}` });
  for (const sample of [11, 12]) database.table('run_samples').add({ run: 1, sample });
  database.table('report').add({ id: 21, status: 'Completed', run: 1 });
  return database;
}

function ids(rows: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] {
  return rows.map((row) => row['id']);
}

describe('a database', () => {
  it('follows relations from both ends', () => {
    const database = openDatabase();
    const run = database.table('run').get(1) ?? {};
    expect(ids(database.many('run', run, 'reports'))).toEqual([21]);
    expect(database.one('report', { id: 21, run: 1 }, 'run')).toBe(run);
    expect(database.one('report', { id: 22, run: 99 }, 'run')).toBeUndefined();
    expect(database.one('report', { id: 22, run: null }, 'run')).toBeUndefined();
  });

  it('finds linked rows as their table has them, or as they were linked', () => {
    const database = openDatabase();
    const run = database.table('run').get(1) ?? {};
    expect(ids(database.many('run', run, 'samples'))).toEqual([12, 11]);
    expect(ids(database.manyAsLinked('run', run, 'samples'))).toEqual([11, 12]);
  });

  it('keeps its indexes and its order when rows change', () => {
    const table = openDatabase().table('run');
    expect(ids(table.newestFirst)).toEqual([2, 1]);
    expect(ids(table.find('name', 'run 1'))).toEqual([1]);
    const row = { id: 3, name: 'run 3' };
    table.add(row);
    table.change(row, { name: 'run 1' });
    expect(ids(table.newestFirst)).toEqual([3, 2, 1]);
    expect(ids(table.find('name', 'run 1'))).toEqual([1, 3]);
    table.remove(row);
    table.remove(row);
    expect(ids(table.find('name', 'run 1'))).toEqual([1]);
    expect(table.get(3)).toBeUndefined();
    expect(ids(table.newestFirst)).toEqual([2, 1]);
  });

  it('knows only its own tables, models and relations', () => {
    const database = openDatabase();
    expect(database.has('nosuch')).toBe(false);
    expect(() => database.table('nosuch')).toThrow('no table nosuch');
    expect(() => database.relation('run', 'nosuch')).toThrow('run has no relation nosuch');
    expect(() => modelNamed(MODELS, 'nosuch')).toThrow('no model nosuch');
  });
});
