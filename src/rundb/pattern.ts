/**
 * PostgreSQL's regular expressions, as far as literal texts need them; the simulator reads them alike.
 * docs/rundb.md, "Filters"
 */

const metacharacters = /[\\^$.*+?()[\]{}|]/g;

/** A pattern that matches this text and nothing else, as a part of a larger pattern. */
export function escapePattern(text: string): string {
  return text.replace(metacharacters, '\\$&');
}

/** Matches the whole of one of the texts. */
export const patternOfAny = (texts: readonly string[]): string => `^(${texts.map(escapePattern).join('|')})$`;

/** Matches any text but this one. */
export const patternOfOther = (text: string): string => `^(?!${escapePattern(text)}$)`;

/** Match a part of a text. In parentheses, so that the pattern itself is never a word that rundb rewrites. */
export const patternOfPart = {
  contains: (text: string): string => `(${escapePattern(text)})`,
  startsWith: (text: string): string => `^${escapePattern(text)}`,
  endsWith: (text: string): string => `${escapePattern(text)}$`,
};
