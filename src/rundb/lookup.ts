import { UnsendableValueError } from './error.js';
import { lookupDay, lookupInstant } from './lookup-instant.js';
import { lookupText } from './lookup-text.js';
import type { Kind, Parameters } from './resource.js';

export { UnsendableValueError };

export type Operator =
  'eq' | 'ne' | 'in' | 'contains' | 'startsWith' | 'endsWith' | 'gt' | 'gte' | 'lt' | 'lte' | 'isNull';

/** Parameters that are ANDed to the rest, or `nothing` where no row can match. */
export type Lookup = Parameters | 'nothing';

/**
 * One comparison of a column as query parameters. docs/rundb.md, "Filters"
 * @param path the column as rundb names it, through relations with `__`, such as `experiment__chipType`
 * @param kind the column's kind; of a relation, whose key is compared, `one` or `many`
 * @param value by the kind: a number, text, boolean or Date; for `in` a list of them; for `isNull` a boolean
 * @throws UnsendableValueError for what rundb cannot take, or what cannot be asked of such a column
 */
export function lookup(
  path: string,
  kind: Kind,
  operator: Operator,
  value: unknown,
  ignoreCase = false,
): Lookup {
  if (operator === 'isNull') return [[`${path}__isnull`, flagWord(value)]];
  if (kind === 'text') return lookupText(path, operator, value, ignoreCase);
  if (kind === 'instant') return lookupInstant(path, operator, value);
  if (kind === 'day') return lookupDay(path, operator, value);
  if (kind === 'flag') return lookupFlag(path, operator, value);
  if (kind === 'integer' || kind === 'number') return lookupNumber(path, kind, operator, value);
  if (kind === 'one' || kind === 'many') return lookupRelated(path, operator, value);
  throw new UnsendableValueError(`This cannot be filtered: ${path}.`);
}

function lookupFlag(path: string, operator: Operator, value: unknown): Lookup {
  if (operator !== 'eq')
    throw new UnsendableValueError(`A flag is compared with eq or isNull only: ${path}.`);
  return [[path, flagWord(value)]];
}

function flagWord(value: unknown): string {
  if (typeof value !== 'boolean') throw new UnsendableValueError('A flag is true or false.');
  return value ? 'True' : 'False';
}

/** A relation is compared by the key at its other end, never by a URI. */
function lookupRelated(path: string, operator: Operator, value: unknown): Lookup {
  const isByName = typeof (Array.isArray(value) ? value[0] : value) === 'string';
  if (operator !== 'eq' && operator !== 'in') {
    throw new UnsendableValueError(`A relation is compared with eq, in or isNull only: ${path}.`);
  }
  return isByName ? lookupText(path, operator, value, false) : lookupNumber(path, 'integer', operator, value);
}

const comparisons: ReadonlySet<Operator> = new Set(['gt', 'gte', 'lt', 'lte']);

function lookupNumber(path: string, kind: 'integer' | 'number', operator: Operator, value: unknown): Lookup {
  const textOf = (number: unknown) => (kind === 'integer' ? integerText(path, number) : numberText(number));
  if (operator === 'eq') return [[path, textOf(value)]];
  if (comparisons.has(operator)) return [[`${path}__${operator}`, textOf(value)]];
  if (operator !== 'in' || !Array.isArray(value)) {
    throw new UnsendableValueError(`A number cannot be compared with ${operator}: ${path}.`);
  }
  return value.length === 0 ? 'nothing' : [[`${path}__in`, value.map(textOf).join(',')]];
}

function numberText(value: unknown): string {
  if (Number.isFinite(value)) return String(value);
  throw new UnsendableValueError('A number must be finite.');
}

/** Columns of 64 bits, which rundb prints as text; all others have 32. docs/rundb.md, "Values" */
const wideColumn = /(^|__)(q\d+_(mapped_)?bases|genomesize|total_mapped_(reads|target_bases)|size|inodes)$/;

/** A wide column still stops at 2^53-1: beyond it a number is no longer the one that was meant. */
function integerText(path: string, value: unknown): string {
  if (!Number.isSafeInteger(value))
    throw new UnsendableValueError('An integer has no fraction and is at most 2^53-1.');
  if (wideColumn.test(path) || Number(value) === (Number(value) | 0)) return String(value);
  throw new UnsendableValueError(
    `This column holds integers of at most 2^31-1, so it cannot be compared with ${value}.`,
  );
}
