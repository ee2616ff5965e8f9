import { RundbError, type RundbErrorPlace } from './error.js';

/**
 * Parses a body. Strictly first; rundb prints NaN and infinities of float columns as bare words, which is no JSON, so
 * what fails is read once more with those words as texts. docs/rundb.md, "Values"
 * @throws RundbError `badResponse` when the text is no JSON either way
 */
export function parseRundbJson(text: string, place: RundbErrorPlace): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseTolerantly(text, place);
  }
}

function parseTolerantly(text: string, place: RundbErrorPlace): unknown {
  try {
    return JSON.parse(withQuotedWords(text));
  } catch {
    const what = text.trim() === '' ? 'nothing' : 'something other than JSON';
    throw new RundbError('badResponse', `The Torrent Server answered ${what} for ${place.resource}.`, place);
  }
}

const bareWords = /(?<![\w.])-?(?:NaN|Infinity)(?![\w.])/g;

/** The text with the bare words outside of strings in quotes. A scan: strings can be megabytes long. */
function withQuotedWords(text: string): string {
  const parts: string[] = [];
  let position = 0;
  while (position < text.length) {
    const opening = text.indexOf('"', position);
    const end = opening === -1 ? text.length : opening;
    parts.push(text.slice(position, end).replace(bareWords, '"$&"'));
    position = opening === -1 ? text.length : endOfString(text, opening);
    parts.push(text.slice(end, position));
  }
  return parts.join('');
}

/** Position after the closing quote of the string that opens at `opening`. */
function endOfString(text: string, opening: number): number {
  let quote = text.indexOf('"', opening + 1);
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote === -1 ? text.length : quote + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
