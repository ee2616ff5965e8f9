import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, askLab } from '../../support/ask-lab.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

describe('pages', () => {
  it.each([
    ['', 20, 20],
    ['limit=0', 1000, 580],
    ['limit=5000', 1000, 580],
    ['limit=99999999999999999999', 1000, 580],
    ['limit=+3', 3, 3],
    ['limit=1&limit=2', 2, 2],
    ['offset=579', 20, 1],
    ['offset=9223372036854770000', 20, 0],
  ])('?%s', async (parameters, limit, rows) => {
    const { body } = await askLab(simulator, `sample/?${parameters.replace('+', '%2B')}`);
    expect(body).toMatchObject({ meta: { limit, total_count: 580 } });
    expect(body['objects']).toHaveLength(rows);
  });

  it('hold all rows of the resources without a cap, and no links then', async () => {
    const { body } = await askLab(simulator, 'content/?limit=0');
    expect(body['meta']).toEqual({ limit: 0, offset: 0, total_count: 40 });
    expect(body['objects']).toHaveLength(40);
  });

  it('link to each other with every parameter of the request', async () => {
    const path = 'location/?limit=1&offset=1&x=a%20b%26c%2Fd%C3%A9*&name__in=Home,Genova';
    const { body } = await askLab(simulator, path.replace(',Genova', ''));
    expect(body['meta']).toMatchObject({ next: null });
    const { body: several } = await askLab(simulator, 'location/?limit=1&offset=1&x=a%20b%26c%2Fd%C3%A9*');
    const kept = '/rundb/api/v1/location/?x=a+b%26c%2Fd%C3%A9%2A&limit=1&offset=';
    expect(several['meta']).toMatchObject({ next: `${kept}2`, previous: `${kept}0` });
  });

  it('walk over every row once', async () => {
    const ids: unknown[] = [];
    for (let offset = 0; offset < 15; offset += 4) {
      ids.push(...(await askForList(simulator, `chip/?limit=4&offset=${offset}`)).ids);
    }
    expect(new Set(ids).size).toBe(15);
  });

  it.each([
    ['limit=', "Invalid limit '' provided. Please provide a positive integer."],
    ['limit=1.5', "Invalid limit '1.5' provided. Please provide a positive integer."],
    ['limit=-1', "Invalid limit '-1' provided. Please provide a positive integer &gt;= 0."],
    ['offset=<x>', "Invalid offset '&lt;x&gt;' provided. Please provide an integer."],
    ['offset=-1', "Invalid offset '-1' provided. Please provide a positive integer &gt;= 0."],
  ])('?%s is refused', async (parameters, error) => {
    expect(await askLab(simulator, `chip/?${parameters}`)).toEqual({ status: 400, body: { error } });
  });

  it('beyond what the database can count crash', async () => {
    expect((await askLab(simulator, 'chip/?offset=9223372036854775808')).status).toBe(500);
  });
});

describe('sets', () => {
  it('keep order and repetitions and tell what is missing', async () => {
    const { body } = await askLab(simulator, 'chip/set/9;7;9999;7/?limit=1&name=nosuch');
    expect(body).toMatchObject({ objects: [{ id: 9 }, { id: 7 }, { id: 7 }], not_found: ['9999'] });
    expect((await askLab(simulator, 'chip/set/7/')).body).not.toHaveProperty('not_found');
  });

  it('show rows as lists do', async () => {
    const { body } = await askLab(simulator, 'results/set/3/');
    expect(JSON.stringify(body)).not.toContain('pluginState');
    const { body: asked } = await askLab(simulator, 'results/set/3/?plugin=true');
    expect(JSON.stringify(asked)).toContain('pluginState');
  });
});
