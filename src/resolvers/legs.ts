import { UnsendableValueError } from '../rundb/error.js';
import { lookup, type Operator } from '../rundb/lookup.js';
import type { Kind, Parameters } from '../rundb/resource.js';
import { readFlag, readInstant, readNumber } from '../rundb/values.js';
import type { Position, Printed } from './cursor.js';
import type { CompiledOrder, OrderKey } from './order.js';

/** A part of the rest of a list, in its order: rundb knows no OR, so what follows a row takes several requests. */
export interface Leg {
  readonly parameters: Parameters;
  /** Rows of this leg that were given before. */
  readonly given: readonly (string | number)[];
}

/**
 * What follows a row: first the rows of equal values behind it by the next key, then those beyond it, key by key.
 *
 * Where the row's values do not tell its place (`stepIn`), the rows of one step are asked for, less the ones
 * already given.
 *
 * @throws UnsendableValueError for a value that no row of rundb has
 */
export function legsAfter(order: CompiledOrder, { values, key, given }: Position): Leg[] {
  const places = order.keys.map((orderKey, index) => placeOf(orderKey, values[index] ?? null));
  const step = stepIn(order, values);
  const depth = step ?? places.length;
  const equal = (count: number) => places.slice(0, count).flatMap(equalTo);
  const first: Leg =
    step === undefined && order.tie
      ? { parameters: [...equal(depth), ...behindTie(order.tie, key)], given: [] }
      : { parameters: equal(depth), given: [...given, key] };
  const others = places
    .slice(0, depth)
    .flatMap((place, index) =>
      beyond(place).map((behind) => ({ parameters: [...equal(index), ...behind], given: [], index })),
    )
    .toSorted((one, other) => other.index - one.index);
  return [first, ...others];
}

/**
 * How many keys lead to rows that print alike in them and yet have places of their own; undefined where values and key
 * tell the place of a row.
 *
 * Instants and fractions are stored finer than they are printed, and rows of one printed value are ordered by what is
 * stored: what of them comes behind a row cannot be told from its values. A step is one millisecond, or one unit of the
 * fifteenth digit. Without a column that ends ties, rows of equal values are a step, too. docs/rundb.md, "Values"
 */
export function stepIn({ keys, tie }: CompiledOrder, values: readonly Printed[]): number | undefined {
  const step = keys.findIndex(({ kind }, index) => isSteppy(kind, values[index] ?? null));
  if (step >= 0) return step + 1;
  return tie ? undefined : keys.length;
}

/** Zero is printed as it is stored, and so is what is no number. */
function isSteppy(kind: Kind, value: Printed): boolean {
  if (value === null) return false;
  return kind === 'instant' || (isFraction(kind, value) && readNumber(value) !== 0);
}

/** Also of an integer column: old servers keep fractions in some counts. docs/rundb.md, "Versions" */
function isFraction(kind: Kind, value: Printed): boolean {
  const number = readNumber(value);
  if (number === undefined) return false;
  return kind === 'number' || (kind === 'integer' && !Number.isInteger(number));
}

interface Place extends OrderKey {
  readonly value: Printed;
}

function placeOf(key: OrderKey, value: Printed): Place {
  return { ...key, value, kind: isFraction(key.kind, value) ? 'number' : key.kind };
}

function equalTo({ column, kind, value }: Place): Parameters {
  if (value === null) return [[`${column}__isnull`, 'True']];
  if (!isSteppy(kind, value)) return compare(column, kind, 'eq', value);
  const [low, high] = stepOf(kind, value);
  return [...compare(column, kind, 'gte', low), ...compare(column, kind, 'lte', high)];
}

/** No row is without the column that ends ties. */
function behindTie({ column, kind, direction }: OrderKey, key: Position['key']): Parameters {
  return compare(column, kind, direction === 'ASC' ? 'gt' : 'lt', key);
}

/** Nulls come first when descending and last when ascending. docs/rundb.md, "Ordering" */
function beyond({ column, direction, kind, value }: Place): Parameters[] {
  const isAscending = direction === 'ASC';
  if (value === null) return isAscending ? [] : [[[`${column}__isnull`, 'False']]];
  const nulls: Parameters[] = isAscending ? [[[`${column}__isnull`, 'True']]] : [];
  if (kind === 'flag') return [...flagsBeyond(column, isAscending, value), ...nulls];
  const [low, high] = isSteppy(kind, value) ? stepOf(kind, value) : [value, value];
  const behind = isAscending ? compare(column, kind, 'gt', high) : compare(column, kind, 'lt', low);
  return [behind, ...nulls];
}

function flagsBeyond(column: string, isAscending: boolean, value: Printed): Parameters[] {
  return readFlag(value) === isAscending ? [] : [compare(column, 'flag', 'eq', isAscending)];
}

/** Of what rundb has printed itself, so it is sent back as it came where it is beyond a JavaScript number. */
function compare(column: string, kind: Kind, operator: Operator, value: Printed): Parameters {
  if (beyondNumbers(kind, value))
    return [[operator === 'eq' ? column : `${column}__${operator}`, String(value)]];
  const parameters = lookup(column, kind, operator, readAs(kind, value));
  return parameters === 'nothing' ? [] : parameters;
}

/** Integers of 64 bits, NaN and the infinities. docs/rundb.md, "Values" */
function beyondNumbers(kind: Kind, value: Printed): boolean {
  if (typeof value !== 'string') return false;
  if (kind === 'integer') return /^-?\d{16,19}$/.test(value) && !Number.isSafeInteger(Number(value));
  return kind === 'number' && /^(NaN|-?Infinity)$/.test(value);
}

function readAs(kind: Kind, value: Printed): unknown {
  if (kind === 'integer' || kind === 'number') return readNumber(value);
  if (kind === 'instant') return readInstant(value);
  return kind === 'flag' ? readFlag(value) : value;
}

/** Lowest and highest value that print alike; `gt` and `lte` of an instant reach over its millisecond by themselves. */
function stepOf(kind: Kind, value: Printed): [low: Printed, high: Printed] {
  if (kind === 'instant') return [value, value];
  const number = readNumber(value);
  if (number === undefined) throw new UnsendableValueError('A number is expected.');
  const half = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(number))) - 14);
  return [number - half, number + half];
}
