import type { WriteRequest } from '../api.js';
import { isObject } from '../resources/fields.js';
import { printDecimal } from '../values/decimal.js';
import { badRequest, crash } from '../values/refusals.js';
import { floatText } from './python-text.js';

/** JSON's strings, and everything else in it that Python reads as a float, NaN and Infinity included. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN/g;
/** Stands before a word that JSON.parse does not know; JSON texts have no such character. */
const WORD = '\u0000';

type Sent = Pick<WriteRequest, 'body' | 'contentType'>;

/** An object of a request's body, read in two ways. */
export interface Body {
  /** Numbers as numbers. */
  readonly data: Record<string, unknown>;
  /** Floats as the texts that JSON columns keep of them. docs/rundb.md, "Values" */
  readonly exact: Record<string, unknown>;
}

/**
 * The object in the body of a request. A body without a type is read as JSON. Refuses what is no JSON with 400, another
 * type and everything but an object with 500. docs/rundb.md, "Content negotiation"
 */
export function readBody(request: Sent): Record<string, unknown> {
  return readBothWays(request).data;
}

/** As readBody, with the floats also as JSON columns keep them. */
export function readBothWays(request: Sent): Body {
  const text = bodyText(request);
  const data = parse(text, (token) => (/[NI]/.test(token) ? `"\\u0000${token}"` : token));
  const exact = parse(text, keepFloat);
  if (!isObject(data)) throw crash();
  return { data, exact: isObject(exact) ? exact : {} };
}

/** The text of a JSON body. Refuses other types and what is no UTF-8 with 500. */
function bodyText({ body, contentType = 'application/json' }: Sent): string {
  if (contentType.split(';')[0] !== 'application/json') throw crash();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw crash();
  }
}

function parse(text: string, read: (token: string) => string): unknown {
  try {
    const readable = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : read(token)));
    return JSON.parse(readable, readWord);
  } catch {
    throw badRequest('');
  }
}

function keepFloat(token: string): string {
  if (/^-?(0|[1-9]\d*)$/.test(token)) return token;
  if (/[NI]/.test(token)) return `"${token}"`;
  return `"${printDecimal(floatText(Number(token)))}"`;
}

function readWord(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(WORD) ? Number(value.slice(1)) : value;
}
