import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { askLab, type Body } from '../support/ask-lab.js';
import { barcoded, PLAIN, postPlan } from '../support/plans.js';
import { keptOtherwise } from '../soak/simulator/plan-kept.js';
import { PLAN_VALUES } from '../soak/simulator/plan-values.js';

const SEED = 20_261_123;
const TABLES = ['plannedexperiment', 'experiment', 'experimentanalysissettings', 'sample', 'project'];

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

function counts(): readonly number[] {
  return TABLES.map((table) => simulator.lab.rows(table).length);
}

/** Of the values that are tried over and over, those that name one row would refuse all but the first plan. */
const edited = Object.entries(PLAN_VALUES).filter(([key]) => key !== 'id' && key !== 'planGUID');
const edit = fc
  .constantFrom(...edited)
  .chain(([key, values]) => fc.constantFrom(...values).map((value) => [key, value] as const));
const text = fc.string({ unit: fc.constantFrom(...'aZ9 ._-/!ä\n'), maxLength: 12 });
const worded = fc.tuple(
  fc.constantFrom('planName', 'notes', 'sampleTubeLabel', 'chipBarcode', 'sample'),
  text,
);

/** A plan that rundb takes, with a few keys changed. */
const plans = fc
  .tuple(fc.constantFrom(PLAIN, barcoded()), fc.array(fc.oneof(edit, worded), { maxLength: 3 }))
  .map(([plan, edits]): Body => ({ ...plan, ...Object.fromEntries(edits) }));

async function post(plan: Body): Promise<'made' | 'refused'> {
  const before = counts();
  const { status, body } = await postPlan(simulator, plan);
  if (status !== 201) {
    expect([400, 500]).toContain(status);
    expect(counts()).toEqual(before);
    return 'refused';
  }
  const made = (await askLab(simulator, `plannedexperiment/${String(body['id'])}/`)).body;
  expect(keptOtherwise(plan, made)).toEqual([]);
  expect(counts().slice(0, 3)).toEqual(before.slice(0, 3).map((count) => count + 1));
  return 'made';
}

describe('a plan with random changes', () => {
  it('can be read back as sent, or has left nothing behind', async () => {
    const outcomes = new Set<string>();
    const property = fc.asyncProperty(plans, async (plan) => void outcomes.add(await post(plan)));
    await fc.assert(property, { seed: SEED, numRuns: 300 });
    expect([...outcomes].sort()).toEqual(['made', 'refused']);
  }, 30_000);
});
