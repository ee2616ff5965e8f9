import type { Lab } from '../../../src/simulator/api.js';
import { barcoded, PLAIN } from '../../support/plans.js';
import type { Described } from './catalogue.js';
import type { Dice } from './dice.js';
import { makeJson, makeOddText, makeStored } from './make-values.js';
import { PLAN_VALUES } from './plan-values.js';

const ODD_BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '1',
  '{}',
  '{"a": NaN}',
  '\ufeff{}',
  '{"objects": []}',
  '{"objects": 1}',
  '{"objects": [{}], "deleted_objects": ["/rundb/api/v1/chip/1/", 2]}',
  '[[[[[[[[[[]]]]]]]]]]',
  '{"id": 1, "id": "x"}',
  'a=b&c=d',
] as const;

/** A plan that may be made, with a few things changed. */
export function makePlan(dice: Dice): Record<string, unknown> {
  const plan: Record<string, unknown> = { ...(dice.chance(0.5) ? PLAIN : barcoded()) };
  for (const key of dice.some(Object.keys(PLAN_VALUES), 3)) plan[key] = dice.pick(PLAN_VALUES[key] ?? []);
  if (dice.chance(0.1)) Reflect.deleteProperty(plan, dice.pick(Object.keys(plan)));
  return plan;
}

function makeRow(dice: Dice, lab: Lab, { name, fields }: Described): Record<string, unknown> {
  const chosen = dice.some([...fields.keys()], 6);
  const row = chosen.map((field) => {
    const stored = makeStored(dice, lab, name, field);
    const value = dice.chance(0.4) && stored !== undefined ? stored : makeJson(dice, fields.get(field) ?? '');
    return [field, value] as const;
  });
  const extra = dice.chance(0.1) ? { [makeOddText(dice)]: makeJson(dice, 'dict') } : {};
  return { ...Object.fromEntries(row), ...extra };
}

/** The text of a body: a row of the resource, a plan, a list of rows, or what is none of them. */
export function makeBody(dice: Dice, lab: Lab, described: Described | undefined): string {
  if (described === undefined || dice.chance(0.12)) return dice.pick(ODD_BODIES);
  const row = described.name === 'plannedexperiment' ? makePlan(dice) : makeRow(dice, lab, described);
  if (dice.chance(0.1)) return JSON.stringify({ objects: [row, makeRow(dice, lab, described)] });
  return JSON.stringify(row);
}
