import { type Body, isBody } from '../../support/ask-lab.js';

const BARE_NUMBER = /(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,}\]])/g;

/** Reads JSON as rundb writes it: with bare NaN and Infinity. Undefined when it is none. */
export function readJson(text: string): unknown {
  for (const candidate of [text, text.replace(BARE_NUMBER, 'null')]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate may do.
    }
  }
  return undefined;
}

/** The object of a text, undefined when it holds none. */
export function readObject(text: string): Body | undefined {
  const value = readJson(text);
  return isBody(value) ? value : undefined;
}

/** What stands between the brackets of a JSONP answer. */
export function unwrap(text: string): string {
  return /^[\w$.]+\(([^]*)\)$/.exec(text)?.[1] ?? '';
}
