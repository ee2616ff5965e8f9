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
 * Instants and fractions are stored finer than they are printed, and rows of one printed value are ordered by what is
 * stored. What of them was given cannot be told from the cursor's row alone: they are asked for as a step (one
 * millisecond, one unit of the fifteenth digit), less the rows already given. docs/rundb.md, "Values"
 *
 * @throws UnsendableValueError where rundb cannot compare with a value
 */
export function legsAfter({ keys, tie }: CompiledOrder, { values, key, given }: Position): Leg[] {
  const places = keys.map((orderKey, index) => ({ ...orderKey, value: values[index] ?? null }));
  const step = places.findIndex(({ kind, value }) => isSteppy(kind) && value !== null);
  const depth = step < 0 ? places.length : step + 1;
  const equal = (count: number) => places.slice(0, count).flatMap(equalTo);
  const first: Leg[] =
    step < 0
      ? [{ parameters: [...equal(depth), ...behindTie(tie, key)], given: [] }]
      : [{ parameters: equal(depth), given: [...given, key] }];
  const others = places
    .slice(0, depth)
    .flatMap((place, index) =>
      beyond(place).map((behind) => ({ parameters: [...equal(index), ...behind], given: [], index })),
    )
    .toSorted((one, other) => other.index - one.index);
  return [...first, ...others];
}

/** Whether rows of one printed value may differ in what is stored. */
export function isSteppy(kind: Kind): boolean {
  return kind === 'instant' || kind === 'number';
}

interface Place extends OrderKey {
  readonly value: Printed;
}

function equalTo({ column, kind, value }: Place): Parameters {
  if (value === null) return [[`${column}__isnull`, 'True']];
  if (isSteppy(kind)) {
    const [low, high] = stepOf(kind, value);
    return [...compare(column, kind, 'gte', low), ...compare(column, kind, 'lte', high)];
  }
  return compare(column, kind, 'eq', plain(kind, value));
}

/** No row is without the column that ends ties. */
function behindTie({ column, kind, direction }: OrderKey, key: Position['key']): Parameters {
  return compare(column, kind, direction === 'ASC' ? 'gt' : 'lt', plain(kind, key));
}

/** Nulls come first when descending and last when ascending. docs/rundb.md, "Ordering" */
function beyond({ column, direction, kind, value }: Place): Parameters[] {
  const isAscending = direction === 'ASC';
  if (value === null) return isAscending ? [] : [[[`${column}__isnull`, 'False']]];
  const nulls: Parameters[] = isAscending ? [[[`${column}__isnull`, 'True']]] : [];
  if (kind === 'flag') return [...flagsBeyond(column, isAscending, value), ...nulls];
  const [low, high] = isSteppy(kind) ? stepOf(kind, value) : [plain(kind, value), plain(kind, value)];
  const behind = isAscending ? compare(column, kind, 'gt', high) : compare(column, kind, 'lt', low);
  return [behind, ...nulls];
}

function flagsBeyond(column: string, isAscending: boolean, value: Printed): Parameters[] {
  return readFlag(value) === isAscending ? [] : [compare(column, 'flag', 'eq', isAscending)];
}

function compare(column: string, kind: Kind, operator: Operator, value: unknown): Parameters {
  const parameters = lookup(column, kind, operator, value);
  return parameters === 'nothing' ? [] : parameters;
}

function plain(kind: Kind, value: Printed): unknown {
  if (kind === 'integer') return readNumber(value);
  return kind === 'flag' ? readFlag(value) : value;
}

/** Lowest and highest value that print alike; `gt` and `lte` of an instant reach over its millisecond by themselves. */
function stepOf(kind: Kind, value: Printed): [low: unknown, high: unknown] {
  if (kind === 'instant') return [readInstant(value), readInstant(value)];
  const number = readNumber(value) ?? 0;
  const half = number === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(number))) - 14);
  return [number - half, number + half];
}
