import { isObject } from '../resources/fields.js';

const TOKENS = /\s*(?:([{}[\]():,])|u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([^\s{}[\]():,'"]+))\s*/y;
const WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };
const BRACKETS: Readonly<Record<string, string>> = { '(': '[', ')': ']' };

/** Reads the text of an object, written as JSON or as a Python literal. Undefined when it is neither. */
export function readObjectText(text: string): Record<string, unknown> | undefined {
  const value = readJson(text) ?? readJson(asJson(text) ?? '');
  return isObject(value) ? value : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same literal in JSON's words: quotes, constants, brackets, and no comma before a closing bracket. */
function asJson(text: string): string | undefined {
  const parts: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const token = TOKENS.exec(text);
    if (token === null) return undefined;
    parts.push(jsonToken(token[1], token[2], token[3]));
  }
  return parts.join('').replace(/,([}\]])/g, '$1');
}

function jsonToken(mark: string | undefined, quoted: string | undefined, word: string | undefined): string {
  if (mark !== undefined) return BRACKETS[mark] ?? mark;
  if (quoted === undefined) return WORDS[word ?? ''] ?? word ?? '';
  const inner = quoted
    .slice(1, -1)
    .replace(/\\'/g, "'")
    .replace(/(\\.)|"/g, (found) => (found === '"' ? '\\"' : found));
  return `"${inner}"`;
}
