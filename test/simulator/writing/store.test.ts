import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../../src/simulator/api.js';
import { openLab } from '../../../src/simulator/lab.js';
import { ConstraintError } from '../../../src/simulator/writing/constraint-error.js';
import { Random } from '../../../src/simulator/writing/random.js';

const DATA = new URL('../../../src/simulator/data/', import.meta.url);

function open() {
  const { store } = openLab(DATA);
  const row = (table: string, key: number): Row => {
    const found = store.database.table(table).get(key);
    if (found === undefined) throw new Error(`no ${table} ${key}`);
    return found;
  };
  return { store, row };
}

/** All that a lab holds, as text. */
function everything({ database }: ReturnType<typeof open>['store']): string {
  return JSON.stringify([...database.models.keys()].map((name) => [name, database.table(name).rows]));
}

describe('the store', () => {
  it('undoes everything that a failing transaction did', () => {
    const { store, row } = open();
    const before = everything(store);
    const links = store.database.many('project', row('project', 10), 'results');
    const work = () => {
      store.remove('plannedexperiment', row('plannedexperiment', 134));
      store.remove('project', row('project', 10));
      store.update('location', row('location', 1), { name: 'elsewhere' });
      store.insert('project', { name: 'new' });
      store.atomically(() => store.link('results', row('results', 200), 'projects', [row('project', 1)]));
      store.insert('project', { name: 'new' });
    };
    expect(() => store.atomically(work)).toThrow(ConstraintError);
    expect(everything(store)).toBe(before);
    expect(store.database.many('project', row('project', 10), 'results')).toEqual(links);
    expect(store.database.table('location').find('name', 'elsewhere')).toEqual([]);
  });

  it('keeps what an inner transaction undid apart from the outer one', () => {
    const { store } = open();
    store.atomically(() => {
      store.insert('location', { name: 'kept' });
      const work = () => {
        store.insert('location', { name: 'lost' });
        throw new Error('inner');
      };
      expect(() => store.atomically(work)).toThrow('inner');
    });
    const names = store.database.table('location').rows.map((row) => row['name']);
    expect(names).toContain('kept');
    expect(names).not.toContain('lost');
  });

  it('never gives a number twice', () => {
    const { store } = open();
    const first = store.insert('location', { name: 'a' });
    store.remove('location', first);
    expect(() => store.insert('project', { name: 'Training' })).toThrow(ConstraintError);
    expect(store.insert('location', { name: 'b' })['id']).toBe(Number(first['id']) + 1);
    expect(store.insert('project', { name: 'next' })['id']).toBe(14);
  });

  it('does not count numbers that rows bring along, until the sequence meets them', () => {
    const { store } = open();
    store.insert('location', { id: 6, name: 'own number' });
    expect(store.insert('location', { name: 'a' })['id']).toBe(5);
    expect(() => store.insert('location', { name: 'b' })).toThrow(ConstraintError);
    expect(store.insert('location', { name: 'c' })['id']).toBe(7);
  });

  it('links once, in the order of linking, from both ends', () => {
    const { store, row } = open();
    const [first, second] = [row('project', 1), row('project', 2)];
    const report = row('results', 300);
    store.replaceLinks('results', report, 'projects', [second, first, second]);
    expect(store.database.linked(report, store.database.relation('results', 'projects'))).toEqual([
      second,
      first,
    ]);
    store.unlink('project', second, 'results', [report]);
    expect(store.database.many('results', report, 'projects')).toEqual([first]);
  });

  it('lets null stand any number of times in a unique column', () => {
    const { store } = open();
    const plans = [1, 2].map(() => store.insert('plannedexperiment', { planName: 'x', runType: 'GENS' }));
    expect(plans.map((plan) => plan['planGUID'])).toEqual([null, null]);
  });
});

describe('what is made up at random', () => {
  it('is the same for the same seed', () => {
    const [a, b, c] = [new Random(5), new Random(5), new Random(6)];
    const uuid = a.uuid();
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(b.uuid()).toBe(uuid);
    expect(c.uuid()).not.toBe(uuid);
    expect(a.code(5)).toMatch(/^[A-Z0-9]{5}$/);
  });
});
