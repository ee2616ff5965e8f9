import { UnsendableValueError } from './error.js';
import type { Lookup, Operator } from './lookup.js';
import { patternOfAny, patternOfOther, patternOfPart } from './pattern.js';

/**
 * rundb turns these words into null and booleans before it looks at the column, whatever the lookup: the row of that
 * name is not found, or the request fails. As a pattern they stay text. docs/rundb.md, "Filters"
 */
const rewrittenWords: ReadonlySet<string> = new Set([
  'nil',
  'none',
  'None',
  'true',
  'True',
  'false',
  'False',
]);

const plainLookups = {
  contains: ['contains', 'icontains'],
  startsWith: ['startswith', 'istartswith'],
  endsWith: ['endswith', 'iendswith'],
} as const;

/** A comparison of a text column; see lookup.ts. */
export function lookupText(path: string, operator: Operator, value: unknown, ignoreCase: boolean): Lookup {
  if (operator === 'in') return lookupAny(path, sendableTexts(value), ignoreCase);
  const text = sendableText(value);
  const regex = `${path}__${ignoreCase ? 'iregex' : 'regex'}`;
  if (operator === 'ne') return [[regex, patternOfOther(text)]];
  if (operator === 'eq') return lookupEqual(path, text, ignoreCase);
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith') {
    if (rewrittenWords.has(text)) return [[regex, patternOfPart[operator](text)]];
    return [[`${path}__${plainLookups[operator][ignoreCase ? 1 : 0]}`, text]];
  }
  if (rewrittenWords.has(text)) return compareWord(path, operator, text);
  return [[`${path}__${operator}`, text]];
}

/**
 * In every order of texts that PostgreSQL has, the next text behind a text is that one with U+0001 behind it: a
 * neighbour that rundb takes for no other word. There is no such neighbour in front. docs/rundb.md, "Filters"
 */
function compareWord(path: string, operator: Operator, word: string): Lookup {
  const next = `${word}\u0001`;
  switch (operator) {
    case 'gt':
      return [[`${path}__gte`, next]];
    case 'lte':
      return [[`${path}__lt`, next]];
    case 'lt':
      return [
        [`${path}__lt`, next],
        [`${path}__regex`, patternOfOther(word)],
      ];
    default:
      throw new UnsendableValueError(`A Torrent Server cannot look for texts from "${word}" on.`);
  }
}

function lookupEqual(path: string, text: string, ignoreCase: boolean): Lookup {
  if (rewrittenWords.has(text))
    return [[`${path}__${ignoreCase ? 'iregex' : 'regex'}`, patternOfAny([text])]];
  return [[ignoreCase ? `${path}__iexact` : path, text]];
}

/** Commas part the values of `in`, so a text that holds one makes a pattern of them all. */
function lookupAny(path: string, texts: readonly string[], ignoreCase: boolean): Lookup {
  const [first, second] = texts;
  if (first === undefined) return 'nothing';
  if (ignoreCase) return [[`${path}__iregex`, patternOfAny(texts)]];
  if (texts.some((text) => text.includes(','))) return [[`${path}__regex`, patternOfAny(texts)]];
  if (second !== undefined) return [[`${path}__in`, texts.join(',')]];
  // Alone, an empty text would be an empty list, and a rewritten word no list at all: that one is sent twice.
  if (first === '') return [[path, '']];
  return [[`${path}__in`, rewrittenWords.has(first) ? `${first},${first}` : first]];
}

function sendableTexts(value: unknown): string[] {
  if (!Array.isArray(value)) throw new UnsendableValueError('A list of texts is expected.');
  return [...new Set(value.map(sendableText))];
}

const loneSurrogate = /\p{Surrogate}/u;

function sendableText(value: unknown): string {
  if (typeof value !== 'string') throw new UnsendableValueError('A text is expected.');
  if (value.includes('\0')) throw new UnsendableValueError('A text must not hold the character NUL.');
  if (loneSurrogate.test(value)) throw new UnsendableValueError('A text must be well-formed Unicode.');
  return value;
}
