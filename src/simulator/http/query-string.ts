import type { Parameters } from '../api.js';

const ESCAPE = /%[0-9a-f]{2}/i;
const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/** Decodes %XX as UTF-8. A broken escape stays as it stands, broken UTF-8 becomes U+FFFD, as in Python. */
export function unescapePercents(text: string): string {
  if (!ESCAPE.test(text)) return text;
  return text.replace(ESCAPES, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

function decodePart(text: string): string {
  return unescapePercents(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** The pairs of a query string, undecoded. rundb's Python separates them at `&` and at `;`. */
export function splitQuery(query: string): string[] {
  return query.split(/[&;]/).filter((pair) => pair !== '');
}

export function nameOfPair(pair: string): string {
  const equals = pair.indexOf('=');
  return decodePart(equals < 0 ? pair : pair.slice(0, equals));
}

/** Decoded parameters in order; a name without `=` has the empty value. */
export function parseQuery(query: string): Parameters {
  return splitQuery(query).map((pair) => {
    const equals = pair.indexOf('=');
    return [nameOfPair(pair), equals < 0 ? '' : decodePart(pair.slice(equals + 1))] as const;
  });
}

/** The last of a repeated parameter counts. */
export function lastValue(parameters: Parameters, name: string): string | undefined {
  return parameters.findLast(([given]) => given === name)?.[1];
}

/** A path as Python quotes it: everything but letters, digits and `_.-/`. */
export function quotePath(path: string): string {
  const quoteRest = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(path)
    .replaceAll('%2F', '/')
    .replace(/[!'()*~]/g, quoteRest);
}
