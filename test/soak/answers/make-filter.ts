import { getNamedType, type GraphQLInputObjectType, isEnumType, isInputObjectType } from 'graphql';
import { columnPath } from './columns.js';
import type { Around } from './around.js';
import { FILTER_LINKS } from './filter-links.js';
import { globalId } from './global-ids.js';
import type { LabRow } from './lab-data.js';
import { makeCondition } from './make-condition.js';
import { makeOddText } from './make-values.js';
import { SPECIAL_FILTERS } from './special-filters.js';

const DEEPEST = 3;

/** A filter input of a type, most of which one of its rows passes. Undefined where the type has none. */
export function makeFilter(
  around: Around,
  type: string,
  row: LabRow | undefined,
  depth = 0,
): object | undefined {
  const { dice, oracle } = around;
  const input = oracle.schema.getType(`${type}Filter`);
  if (!isInputObjectType(input)) return undefined;
  const known = Object.keys(input.getFields()).filter((name) => isKnown(around, type, input, name));
  const count = known.length === 0 ? 0 : 1 + dice.below(depth === 0 ? 3 : 2);
  const filter: Record<string, unknown> = {};
  for (let place = 0; place < count; place += 1) {
    const name = pickName(around, input, known);
    const part = makePart(around, type, input, name, row, depth);
    if (part !== undefined) filter[name] = part;
  }
  return filter;
}

function inputOf(input: GraphQLInputObjectType, name: string): string {
  return getNamedType(input.getFields()[name]?.type)?.name ?? '';
}

/** Columns are many; without this the few relations and states would hardly ever be asked. */
function pickName({ dice }: Around, input: GraphQLInputObjectType, known: readonly string[]): string {
  const isColumn = (name: string): boolean =>
    /^(String|Int|Float|Boolean|DateTime)Filter$/.test(inputOf(input, name));
  const others = known.filter((name) => !isColumn(name));
  return others.length > 0 && dice.chance(0.45) ? dice.pick(others) : dice.pick(known);
}

function isKnown(
  { oracle: { lab } }: Around,
  type: string,
  input: GraphQLInputObjectType,
  name: string,
): boolean {
  if (name === 'id' && inputOf(input, name) === 'IdFilter') return true;
  if (SPECIAL_FILTERS[type]?.[name] !== undefined || FILTER_LINKS[type]?.[name] !== undefined) return true;
  const column = columnPath(type, name, lab.columns(type));
  const isPlain = /^(String|Int|Float|Boolean|DateTime)Filter$/.test(inputOf(input, name));
  return isPlain && column !== undefined;
}

function makePart(
  around: Around,
  type: string,
  input: GraphQLInputObjectType,
  name: string,
  row: LabRow | undefined,
  depth: number,
): unknown {
  const { dice, oracle } = around;
  if (dice.chance(0.004)) return null;
  if (name === 'id' && inputOf(input, name) === 'IdFilter') return makeIdFilter(around, type, row);
  const follow = FILTER_LINKS[type]?.[name];
  if (follow === undefined && SPECIAL_FILTERS[type]?.[name] !== undefined)
    return makeSpecial(around, type, name, row);
  if (follow !== undefined) {
    if (depth >= DEEPEST) return undefined;
    const far = row === undefined ? [] : follow(row, oracle.lab);
    const next = far.length > 0 ? dice.pick(far) : undefined;
    return makeFilter(around, inputOf(input, name).replace(/Filter$/, ''), next, depth + 1);
  }
  return makeCondition(dice, inputOf(input, name), valueAt(around, type, name, row));
}

function valueAt(
  { dice, oracle: { lab } }: Around,
  type: string,
  name: string,
  row: LabRow | undefined,
): unknown {
  const other = dice.chance(0.1) || row === undefined ? pickRow(dice, lab.all(type)) : row;
  const [first = '', second] = (columnPath(type, name, lab.columns(type)) ?? '').split('__');
  if (second === undefined) return other?.stored[first];
  const far = other && FILTER_LINKS[type]?.[first]?.(other, lab)[0];
  return far?.stored[second];
}

function pickRow(dice: Around['dice'], rows: readonly LabRow[]): LabRow | undefined {
  return rows.length === 0 ? undefined : dice.pick(rows);
}

/** From one id to a thousand, with gaps and repeats, in both forms. */
function makeIdFilter(around: Around, type: string, row: LabRow | undefined): object {
  const { dice } = around;
  if (dice.chance(0.2)) return { eq: makeId(around, type, row) };
  return { in: makeIds(around, type, dice.pick([0, 1, 2, 7, 40]), row) };
}

export function makeIds(around: Around, type: string, count: number, row?: LabRow): string[] {
  const ids = Array.from({ length: count }, () => makeId(around, type, undefined));
  if (row !== undefined && count > 0) ids[around.dice.below(count)] = makeId(around, type, row);
  return ids;
}

function makeId({ dice, oracle: { lab } }: Around, type: string, row: LabRow | undefined): string {
  if (dice.chance(0.002)) return dice.pick(['no id', '', '-3', '1.5', globalId('Nothing', 1)]);
  const picked = row ?? pickRow(dice, lab.all(type));
  const key = picked === undefined || dice.chance(0.12) ? dice.below(2000) : picked.key;
  if (typeof key === 'string') return globalId(type, key);
  if (dice.chance(0.03)) return String(dice.pick([0, 2 ** 31 - 1, 2 ** 31, 99_999_999_999]));
  if (dice.chance(0.02)) return globalId(type, key, 'another-lab');
  return dice.chance(0.3) ? globalId(type, key) : String(key);
}

function makeSpecial(around: Around, type: string, name: string, row: LabRow | undefined): unknown {
  const { dice, oracle } = around;
  const input = oracle.schema.getType(`${type}Filter`);
  const named = isInputObjectType(input) ? getNamedType(input.getFields()[name]?.type) : undefined;
  if (isEnumType(named)) return dice.pick(named.getValues()).name;
  if (named?.name === 'Boolean') return dice.chance(0.5);
  const far = { project: 'Project', sample: 'Sample', plugin: 'Plugin' }[name] ?? 'Project';
  const rows =
    row !== undefined && name === 'sample'
      ? (FILTER_LINKS['Experiment']?.['samples']?.(row, oracle.lab) ?? [])
      : [];
  const from = rows.length > 0 ? rows : oracle.lab.all(far);
  const names = dice.some(from, 4).map(({ stored }) => String(stored['name']));
  return dice.chance(0.1) ? [...names, makeOddText(dice)] : names;
}
