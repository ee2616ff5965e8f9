import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SORRY } from '../../../src/simulator/api.js';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, askLab } from '../../support/ask-lab.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

async function values(path: string, field: string): Promise<readonly unknown[]> {
  return (await askForList(simulator, path)).rows.map((row) => row[field]);
}

describe('order', () => {
  it('is by falling key unless asked', async () => {
    expect((await askForList(simulator, 'location/')).ids).toEqual([4, 3, 2, 1]);
    expect((await values('rig/?limit=2', 'name'))[0]).toBe('default');
  });

  it('sorts text by code point', async () => {
    const names = await values('project/?order_by=name', 'name');
    expect(names).toEqual([...names].sort());
    expect(names.at(-1)).toBe('cfDNA_pilot');
  });

  it('sorts 64-bit integers as numbers', async () => {
    const sizes = await values('libmetrics/?order_by=-total_mapped_reads&limit=0', 'total_mapped_reads');
    expect(sizes).toEqual([...sizes].sort((a, b) => Number(b) - Number(a)));
  });

  it('puts nulls last when rising and first when falling', async () => {
    const rising = await values('experiment/?order_by=diskusage&limit=0', 'diskusage');
    const falling = await values('experiment/?order_by=-diskusage&limit=0', 'diskusage');
    expect(rising.at(0)).not.toBeNull();
    expect(rising.at(-1)).toBeNull();
    expect(falling.at(0)).toBeNull();
    expect(falling.at(-1)).toBe(rising.at(0));
  });

  it('takes several terms, and values of related rows', async () => {
    const dates = new Map(simulator.lab.rows('experiment').map((run) => [run['id'], String(run['date'])]));
    const reports = simulator.lab.rows('results').map((report) => ({
      id: Number(report['id']),
      date: dates.get(report['experiment']) ?? '',
    }));
    reports.sort((a, b) => (a.date === b.date ? a.id - b.id : a.date < b.date ? 1 : -1));
    const { ids } = await askForList(simulator, 'results/?order_by=-experiment__date&order_by=id&limit=0');
    expect(ids).toEqual(reports.map((report) => report.id));
  });

  it('by a relation to many repeats rows that are counted once', async () => {
    const path = 'compositeexperiment/?order_by=-results__id&limit=0';
    const { ids, count } = await askForList(simulator, path);
    const reports = simulator.lab.rows('results').length;
    expect(count).toBe(152);
    expect(ids).toHaveLength(reports + 4);
  });

  it.each([
    ['chip/?order_by=zzz', "No matching 'zzz' field for ordering on."],
    ['chip/?sort_by=zzz', "No matching 'zzz' field for ordering on."],
    ['chip/?order_by=name,id', "No matching 'name,id' field for ordering on."],
    ['results/?order_by=bamLink', "The 'bamLink' field does not allow ordering."],
    ['PluginResultJob/?order_by=id', "The 'id' field does not allow ordering."],
    ['project/?order_by=resultsCount', "The 'resultsCount' field has no 'attribute' for ordering with."],
  ])('%s is refused', async (path, error) => {
    expect(await askLab(simulator, path)).toEqual({ status: 400, body: { error } });
  });

  it('by a name that the database lacks crashes, once the paging can be read', async () => {
    expect(await askLab(simulator, 'results/?order_by=experiment__zzz')).toEqual({
      status: 500,
      body: SORRY,
    });
    expect((await askLab(simulator, 'results/?order_by=experiment__zzz&limit=x')).status).toBe(400);
  });
});
