import type { WriteRequest } from '../api.js';
import { badRequest, crash } from '../values/refusals.js';
import { isObject } from '../resources/fields.js';

const TOKENS = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;
/** Stands before a word that JSON.parse does not know; JSON texts have no such character. */
const WORD = '\u0000';

/**
 * The object in the body of a request. A body without a type is read as JSON. Refuses what is no JSON with 400, another
 * type and everything but an object with 500. docs/rundb.md, "Content negotiation"
 */
export function readBody(request: Pick<WriteRequest, 'body' | 'contentType'>): Record<string, unknown> {
  const value = parseBody(bodyText(request));
  if (!isObject(value)) throw crash();
  return value;
}

/** The text of a JSON body. Refuses other types and what is no UTF-8 with 500. */
export function bodyText({
  body,
  contentType = 'application/json',
}: Pick<WriteRequest, 'body' | 'contentType'>): string {
  if (contentType.split(';')[0] !== 'application/json') throw crash();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw crash();
  }
}

/** Python reads the words NaN and Infinity as numbers, too. */
function parseBody(text: string): unknown {
  try {
    const quoted = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : `"\\u0000${token}"`));
    return JSON.parse(quoted, readWord);
  } catch {
    throw badRequest('');
  }
}

function readWord(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(WORD) ? Number(value.slice(1)) : value;
}
