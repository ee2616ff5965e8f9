import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { askForJson } from '../support/ask.js';
import { type Body, isBody } from '../support/ask-lab.js';
import { send } from '../support/plans.js';
import { readRecordings } from '../support/recordings.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

interface Page {
  readonly meta: Body;
  readonly ids: readonly unknown[];
}

async function readPage(path: string): Promise<Page> {
  const read = await askForJson(simulator.port, path);
  const list = isBody(read) ? read : {};
  const rows = Array.isArray(list['objects']) ? list['objects'].filter(isBody) : [];
  return { meta: isBody(list['meta']) ? list['meta'] : {}, ids: rows.map((row) => row['id']) };
}

/** Follows `meta.next` until it is null, as client programs do. */
async function follow(path: string): Promise<Page> {
  const first = await readPage(path);
  const ids = [...first.ids];
  for (let { next } = first.meta; typeof next === 'string';) {
    const page = await readPage(next);
    ids.push(...page.ids);
    next = page.meta['next'];
  }
  return { meta: first.meta, ids };
}

describe('the usual client script', () => {
  it.each(['chip', 'sample', 'results', 'plannedexperiment'])('reads every %s once', async (name) => {
    const { meta, ids } = await follow(`/rundb/api/v1/${name}/`);
    expect(new Set(ids).size).toBe(simulator.lab.rows(name).length);
    expect(ids).toHaveLength(Number(meta['total_count']));
  });

  it('loses the runs past the 99th, because `next` leads to the list of the mesh', async () => {
    const { meta, ids } = await follow('/rundb/api/v1/compositeexperiment/');
    expect(meta['total_count']).toBe(152);
    expect(new Set(ids).size).toBe(99);
  });

  it.each([
    ['documented-non-barcoded', 201],
    ['documented-barcoded', 400],
    ['documented-barcoded-without-sample', 201],
  ])('posts the plan %s and gets %i', async (name, status) => {
    const recorded = readRecordings('plannedexperiment').find((exchange) => exchange.name === name);
    const plan = isBody(recorded?.request.body) ? recorded.request.body : {};
    const answer = await send(simulator, 'POST', 'plannedexperiment/', plan);
    expect(recorded?.response.status).toBe(status);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toEqual(recorded?.response.body);
  });
});
