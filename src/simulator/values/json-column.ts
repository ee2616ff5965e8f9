import { printDecimal } from './decimal.js';
import { crash } from './refusals.js';

/** A JSON text's strings, numbers and the words for odd numbers, one at a time. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?(?:\d[\d.eE+-]*|Infinity)|NaN/g;

/**
 * What a JSON column prints: an object as it stands; raw text is read first. Nothing, and text that is no JSON, become
 * {}; JSON of anything but an object makes rundb crash. docs/rundb.md, "Values"
 */
export function printJsonColumn(stored: unknown): unknown {
  const value = typeof stored === 'string' ? readJson(stored) : stored;
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw crash();
  return value;
}

/** The digits of an integer that only a BigInt holds, marked by a character that PostgreSQL's texts cannot have. */
const LONG = /^\u0000-?\d+$/;

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Undefined when the text is no JSON. Numbers with a fraction become texts, integers stay numbers of any length. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(TOKENS, quoteFraction), readLong);
  } catch {
    return undefined;
  }
}

function readLong(_key: string, value: unknown): unknown {
  return typeof value === 'string' && LONG.test(value) ? BigInt(value.slice(1)) : value;
}

function quoteFraction(token: string): string {
  if (token.startsWith('"')) return token;
  // What starts as a number and is none, such as 2026-11-01, makes the text no JSON.
  if (/^-?\d/.test(token) && !NUMBER.test(token)) return token;
  if (/^-?\d+$/.test(token)) return Number.isSafeInteger(Number(token)) ? token : `"\\u0000${token}"`;
  return /^-?\d/.test(token) ? `"${printDecimal(token)}"` : `"${token}"`;
}
