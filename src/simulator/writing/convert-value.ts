import type { ColumnType } from '../database/model.js';
import { parseInteger } from '../values/numbers.js';
import { crash } from '../values/refusals.js';
import { pythonText } from './python-text.js';
import { readMoment } from './read-moment.js';

const LARGEST_INTEGER = 2 ** 31;
const LARGEST_BIGINT = 2n ** 63n;
const FLOAT = /^\s*[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|nan|inf(inity)?)\s*$/i;

/**
 * What a column stores of a value of a body that is not null. Moments that are none are refused with 400; everything
 * else that does not fit crashes rundb. Any text makes a boolean true but the empty one.
 */
export function convertValue(type: ColumnType, field: string, value: unknown): unknown {
  switch (type) {
    case 'integer':
      return convertInteger(value);
    case 'bigint':
      return convertBigint(value);
    case 'float':
      return convertFloat(value);
    case 'boolean':
      return isTrue(value);
    case 'datetime':
      return readMoment(field, value);
    case 'date':
      return readMoment(field, value).slice(0, 10);
    case 'json':
      return value;
    case 'text':
      return convertText(value);
  }
}

function integerOf(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Math.trunc(value);
  return typeof value === 'string' ? parseInteger(value) : undefined;
}

function convertInteger(value: unknown): number {
  const number = integerOf(value);
  if (number === undefined || !(number >= -LARGEST_INTEGER && number < LARGEST_INTEGER)) throw crash();
  return number;
}

/** Numbers that are not exact are kept as text. */
function convertBigint(value: unknown): number | string {
  const number = integerOf(value);
  if (number === undefined || !Number.isFinite(number)) throw crash();
  if (Number.isSafeInteger(number)) return number;
  const exact = BigInt(typeof value === 'string' ? value.trim() : number);
  if (exact < -LARGEST_BIGINT || exact >= LARGEST_BIGINT) throw crash();
  return String(exact);
}

function convertFloat(value: unknown): number {
  if (typeof value === 'boolean' || typeof value === 'number') return Number(value);
  if (typeof value !== 'string' || !FLOAT.test(value)) throw crash();
  const text = value.trim().toLowerCase();
  if (text.endsWith('nan')) return NaN;
  if (text.includes('inf')) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}

/** As Python judges: nothing, zero and what is empty are false. */
function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value) || Number.isNaN(value);
}

/** PostgreSQL stores no zero character. */
function convertText(value: unknown): string {
  const text = pythonText(value);
  if (text.includes('\u0000')) throw crash();
  return text;
}
