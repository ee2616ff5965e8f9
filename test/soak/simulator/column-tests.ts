import type { Row } from '../../../src/simulator/api.js';

/** Passes the values of a column that a filter finds. */
export type Test = (stored: unknown) => boolean;

/** Undefined: this evaluation does not know the answer. */
export type Verdict = Test | 'refused' | undefined;

export type ColumnKind = 'number' | 'text' | 'boolean' | 'moment';

/** Words that rundb reads as true, false and nothing, whatever the column. */
const WORDS = new Set(['true', 'True', 'false', 'False', 'none', 'None', 'nil']);
const MOMENT = /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/;

/** What a column holds, told from what its rows hold; undefined when it holds nothing simple. */
export function kindOf(rows: readonly Row[], column: string, declared: string): ColumnKind | undefined {
  const kinds = new Set<string>();
  for (const row of rows) {
    const stored = row[column];
    if (stored === undefined || Number.isNaN(stored)) return undefined;
    if (stored !== null) kinds.add(typeof stored);
  }
  const [kind, ...others] = kinds;
  if (others.length > 0) return undefined;
  if (kind === 'number' || kind === 'boolean') return kind;
  if (kind !== 'string') return undefined;
  return declared === 'datetime' ? 'moment' : declared === 'string' ? 'text' : undefined;
}

/** A value as the column holds it, `refused` when it cannot be one. */
function read(kind: ColumnKind, text: string): string | number | boolean | 'refused' | undefined {
  if (kind === 'boolean')
    return text === 'true' || text === 'True'
      ? true
      : text === 'false' || text === 'False'
        ? false
        : undefined;
  if (WORDS.has(text)) return undefined;
  if (kind === 'text') return text;
  if (kind === 'number') {
    if (/^-?\d{1,9}$/.test(text)) return Number(text);
    return /^[a-z]{2,}$/i.test(text) && !/^(inf|infinity|nan)$/i.test(text) ? 'refused' : undefined;
  }
  return MOMENT.test(text) ? momentOf(text) : undefined;
}

function momentOf(text: unknown): number {
  const written = String(text);
  return Date.parse(written.includes('T') ? `${written}Z` : `${written}T00:00:00Z`);
}

function simple(kind: ColumnKind, stored: unknown): unknown {
  return kind === 'moment' && stored !== null ? momentOf(stored) : stored;
}

/** Negative, zero or positive; undefined when one is nothing. Text by code point. */
export function compareStored(kind: ColumnKind, a: unknown, b: unknown): number | undefined {
  const [left, right] = [simple(kind, a), simple(kind, b)];
  if (left === null || right === null || left === undefined || right === undefined) return undefined;
  return left === right ? 0 : left < right ? -1 : 1;
}

const ORDERS: Readonly<Record<string, (difference: number) => boolean>> = {
  exact: (difference) => difference === 0,
  gt: (difference) => difference > 0,
  gte: (difference) => difference >= 0,
  lt: (difference) => difference < 0,
  lte: (difference) => difference <= 0,
};

function compareWith(kind: ColumnKind, text: string, passes: (difference: number) => boolean): Verdict {
  const value = read(kind, text);
  if (value === undefined || (kind === 'number' && value === 'refused'))
    return value as 'refused' | undefined;
  return (stored) => {
    const held = simple(kind, stored);
    if (held === null || held === undefined) return false;
    return passes(held === value ? 0 : held < value ? -1 : 1);
  };
}

/** All values of all parameters of the name count. */
function isOneOf(kind: ColumnKind, texts: readonly string[]): Verdict {
  if (kind === 'boolean' || kind === 'moment') return undefined;
  if (texts.at(-1) === '') return () => false;
  const tests = texts
    .flatMap((text) => text.split(','))
    .map((text) => compareWith(kind, text, (by) => by === 0));
  if (tests.includes(undefined)) return undefined;
  if (tests.includes('refused')) return 'refused';
  return (stored) => tests.some((test) => typeof test === 'function' && test(stored));
}

function holdsText(lookup: string, text: string): Verdict {
  if (WORDS.has(text)) return undefined;
  const passes = lookup === 'contains' ? 'includes' : 'startsWith';
  return (stored) => typeof stored === 'string' && stored[passes](text);
}

/** `texts`: the values of all parameters of the name. */
export function testOf(lookup: string, kind: ColumnKind | undefined, texts: readonly string[]): Verdict {
  const last = texts.at(-1) ?? '';
  if (lookup === 'isnull') return isNull(last);
  if (kind === undefined) return undefined;
  if (lookup === 'in') return isOneOf(kind, texts);
  if (lookup === 'contains' || lookup === 'startswith')
    return kind === 'text' ? holdsText(lookup, last) : undefined;
  const passes = ORDERS[lookup];
  return passes === undefined ? undefined : compareWith(kind, last, passes);
}

function isNull(text: string): Verdict {
  if (!['true', 'True', 'false', 'False'].includes(text)) return undefined;
  const wanted = text.toLowerCase() === 'true';
  return (stored) => (stored === null) === wanted;
}
