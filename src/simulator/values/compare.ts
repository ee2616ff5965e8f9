import type { ColumnType } from '../database/model.js';
import { dateText } from './dates.js';
import { printJson } from './print-json.js';

/**
 * Compares two stored values that are not null as PostgreSQL does. The recorded server sorts text by code point
 * (capitals first); NaN is above every number.
 */
export function compareValues(type: ColumnType, a: unknown, b: unknown): number {
  if (type === 'bigint' && !(Number.isSafeInteger(a) && Number.isSafeInteger(b))) return compareBig(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return compareText(textOf(type, a), textOf(type, b));
}

function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return a - b;
}

/** Beyond 2^53 a bigint column is kept as text. */
function compareBig(a: unknown, b: unknown): number {
  const difference = BigInt(String(a)) - BigInt(String(b));
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Null last when rising, first when falling. */
export function compareNullable(type: ColumnType, a: unknown, b: unknown): number {
  const aIsNull = a === null || a === undefined;
  const bIsNull = b === null || b === undefined;
  if (aIsNull || bIsNull) return Number(aIsNull) - Number(bIsNull);
  return compareValues(type, a, b);
}

/** The text that PostgreSQL makes of a value, which text lookups and JSON columns see. */
export function textOf(type: ColumnType, value: unknown): string {
  if (typeof value === 'string') return type === 'datetime' ? dateText(value) : value;
  return type === 'json' ? printJson(value) : String(value);
}

const ASCII = /^[\u0000-\u007f]*$/;

/** Capitals of each letter that has one of its own (`ß` stays). */
export function upper(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase();
  return text.replace(/\p{Ll}/gu, (letter) => {
    const capital = letter.toUpperCase();
    return capital.length === letter.length ? capital : letter;
  });
}
