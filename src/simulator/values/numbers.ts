import { mismatchedType } from './refusals.js';

const INTEGER = /^\s*[+-]?\d+\s*$/;
const FLOAT = /^\s*[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|nan|inf(inity)?)\s*$/i;

/**
 * Reads an integer as Python's int() does. Numbers too large to be exact come back rounded: no column holds them.
 * Undefined when the text is no integer.
 */
export function parseInteger(text: string): number | undefined {
  return INTEGER.test(text) ? Number(text) : undefined;
}

/** An integer for a filter; refuses other text with 400. */
export function integerFor(value: string | boolean): number {
  const number = typeof value === 'boolean' ? Number(value) : parseInteger(value);
  if (number === undefined) throw mismatchedType();
  return number;
}

/** The same for a column of 64 bits: beyond 2^53 the digits as text, as such columns hold them. */
export function bigintFor(value: string | boolean): number | string {
  const number = integerFor(value);
  return typeof value === 'boolean' || Number.isSafeInteger(number) ? number : String(BigInt(value.trim()));
}

/** A float for a filter, `nan` and `inf` included; refuses other text with 400. */
export function floatFor(value: string | boolean): number {
  if (typeof value === 'boolean') return Number(value);
  if (!FLOAT.test(value)) throw mismatchedType();
  const text = value.trim().toLowerCase();
  if (text.endsWith('nan')) return NaN;
  if (text.includes('inf')) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}
