import type { Lab, Row } from '../../../src/simulator/api.js';
import { KNOWN_TABLES } from './known-tables.js';
import type { Dice } from './dice.js';

const WORDS = [
  'true',
  'False',
  'none',
  'None',
  'nil',
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  '1e3',
  'NaN',
  '9'.repeat(25),
] as const;
const MOMENTS = [
  '2026-11-01',
  '2024-04-02T17:59:54',
  '2024-02-30',
  'yesterday',
  '2025-01-01T00:00:00+02',
] as const;
const MOMENT = /^\d{4}-\d\d-\d\dT/;
const TEXTS = [
  'a',
  'R_',
  'Ion',
  '520',
  'Completed',
  'ä€😀',
  "it's",
  '<b>&"',
  'a,b',
  '%',
  '_',
  '[',
  '(?',
  '\u0000',
  '\\',
];
const ADDRESSES = [
  '/rundb/api/v1/experiment/1/',
  '/rundb/api/v1/chip/1/',
  '/rundb/api/v1/nosuch/1/',
  '1',
  '/',
];

/** The rows behind a resource, as far as that is known. */
export function rowsBehind(lab: Lab, resource: string): readonly Row[] {
  return lab.rows(KNOWN_TABLES[resource]?.table ?? resource);
}

/** A value that some row holds; undefined when there are no rows. */
export function makeStored(dice: Dice, lab: Lab, resource: string, field: string): unknown {
  const rows = rowsBehind(lab, resource);
  return rows.length === 0 ? undefined : dice.pick(rows)[field];
}

/** What may be asked of a field: what a row holds, a part of it, or what no row would hold. */
export function makeText(dice: Dice, lab: Lab, resource: string, field: string): string {
  const stored = makeStored(dice, lab, resource, field);
  if (dice.chance(0.8) && ['string', 'number', 'boolean'].includes(typeof stored)) {
    const text = String(stored).slice(0, 200);
    if (MOMENT.test(text)) return text.slice(0, dice.pick([10, 19, 30]));
    return dice.chance(0.3) ? text.slice(0, 1 + dice.below(6)) : text;
  }
  return makeOddText(dice);
}

export function makeOddText(dice: Dice): string {
  return dice.pick<string>([String(dice.below(400)), ...TEXTS, ...WORDS, ...MOMENTS]);
}

/** What a body may hold: any JSON, more often of the type that the field declares. */
export function makeJson(dice: Dice, declared: string, depth = 2): unknown {
  const type = dice.chance(0.7)
    ? declared
    : dice.pick(['string', 'integer', 'boolean', 'related', 'nothing', 'dict']);
  switch (type) {
    case 'integer':
    case 'float':
      return dice.pick([0, 1, -1, 520, 2.5, 2 ** 31, 2 ** 53, 1e300, dice.below(3000)]);
    case 'boolean':
      return dice.chance(0.5);
    case 'related':
      return dice.chance(0.5) ? dice.pick(ADDRESSES) : dice.some(ADDRESSES, 3);
    case 'nothing':
      return null;
    case 'dict':
      return makeObject(dice, depth);
    default:
      return makeOddText(dice);
  }
}

function makeObject(dice: Dice, depth: number): unknown {
  if (depth === 0) return dice.chance(0.5) ? {} : [];
  const inner = dice.some(TEXTS, 3).map((name) => [name, makeJson(dice, 'string', depth - 1)] as const);
  return dice.chance(0.7) ? Object.fromEntries(inner) : inner;
}
