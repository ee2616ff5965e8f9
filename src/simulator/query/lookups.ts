import type { ColumnType } from '../database/model.js';
import { compareValues } from '../values/compare.js';
import { dateFor } from '../values/dates.js';
import { bigintFor, floatFor, integerFor } from '../values/numbers.js';
import { crash, mismatchedType } from '../values/refusals.js';
import { readDatePart } from './date-parts.js';
import { notNull, textForm, type Asked, type Lookup } from './lookup.js';
import { readTextLookup } from './text-lookups.js';

export const LOOKUPS: ReadonlySet<string> = new Set(
  (
    'exact iexact contains icontains in gt gte lt lte startswith istartswith endswith iendswith range ' +
    'year month day week_day hour minute second isnull search regex iregex'
  ).split(' '),
);

const COMPARISONS: ReadonlySet<string> = new Set([
  'exact',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'range',
  'isnull',
]);
const DATE_PARTS: ReadonlySet<string> = new Set('year month day week_day hour minute second'.split(' '));

/** What the lookup is applied to. `isRelation`: a foreign key or the key of the rows that a relation leads to. */
export interface LookupTarget {
  readonly type: ColumnType;
  readonly isRelation: boolean;
}

/**
 * Reads one filter. `texts`: the values of all parameters of its name; of most lookups the last one counts, `in` and
 * `range` take all. Throws what rundb answers to a bad value. docs/rundb.md, "Filters"
 */
export function readLookup(name: string, texts: readonly string[], target: LookupTarget): Lookup {
  const last = texts.at(-1) ?? '';
  if (name === 'in' || name === 'range') return readList(name, last === '' ? [] : texts, target);
  const asked = readWord(last);
  if (asked === null) return readNull(name);
  if (name === 'isnull') return isNull(asked !== '' && asked !== false);
  if (target.isRelation && !COMPARISONS.has(name)) throw crash();
  if (name === 'search') throw crash();
  if (DATE_PARTS.has(name)) return readDatePart(name, asked, target.type);
  return readComparison(name, asked, target.type) ?? readTextLookup(name, asked, target.type);
}

/** The words that stand for true, false and null in every field, text ones included. */
function readWord(text: string): Asked | null {
  if (text === 'true' || text === 'True') return true;
  if (text === 'false' || text === 'False') return false;
  return isNullWord(text) ? null : text;
}

function isNullWord(text: string): boolean {
  return text === 'none' || text === 'None' || text === 'nil';
}

function readNull(name: string): Lookup {
  if (name !== 'exact') throw mismatchedType();
  return isNull(true);
}

function isNull(wanted: boolean): Lookup {
  return { test: (stored) => (stored === null || stored === undefined) === wanted };
}

/** `in` and `range`: a word for true, false or null as the last value crashes rundb, which asks for its length. */
function readList(name: 'in' | 'range', texts: readonly string[], target: LookupTarget): Lookup {
  if (typeof readWord(texts.at(-1) ?? '') !== 'string') throw crash();
  const values = texts.flatMap((text) => text.split(',')).map((text) => prepare(text, target.type));
  if (name === 'in')
    return withValues(
      notNull((stored) => values.some(equals(target.type, stored))),
      values,
      target.type,
    );
  const [low, high] = values;
  if (values.length !== 2) throw crash();
  return notNull(
    (stored) => compareValues(target.type, stored, low) >= 0 && compareValues(target.type, stored, high) <= 0,
  );
}

function equals(type: ColumnType, stored: unknown): (value: unknown) => boolean {
  return (value) => stored === value || compareValues(type, stored, value) === 0;
}

/** JSON columns hold objects or text, so their values are no key of an index. */
function withValues(lookup: Lookup, values: readonly unknown[], type: ColumnType): Lookup {
  return type === 'json' ? lookup : { ...lookup, values };
}

/** The value as the column's type reads it. */
function prepare(asked: Asked, type: ColumnType): unknown {
  switch (type) {
    case 'integer':
      return integerFor(asked);
    case 'bigint':
      return bigintFor(asked);
    case 'float':
      return floatFor(asked);
    case 'boolean':
      return asked !== '' && asked !== false;
    case 'datetime':
      return dateFor(asked);
    case 'date':
      return dateFor(asked).slice(0, 10);
    case 'text':
    case 'json':
      return textForm(asked);
  }
}

function readComparison(name: string, asked: Asked, type: ColumnType): Lookup | undefined {
  const passes = ORDERINGS[name];
  if (passes === undefined) return undefined;
  // Only a single value knows that "0" is false; in a list every text but the empty one is true.
  const value = type === 'boolean' && asked === '0' ? false : prepare(asked, type);
  const lookup = notNull((stored) => passes(compareValues(type, stored, value)));
  return name === 'exact' ? withValues(lookup, [value], type) : lookup;
}

const ORDERINGS: Readonly<Record<string, (difference: number) => boolean>> = {
  exact: (difference) => difference === 0,
  gt: (difference) => difference > 0,
  gte: (difference) => difference >= 0,
  lt: (difference) => difference < 0,
  lte: (difference) => difference <= 0,
};
