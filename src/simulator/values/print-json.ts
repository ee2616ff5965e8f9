import { BYTES, type MayCarryBytes } from './kept-bytes.js';

/** What JSON must escape; broken surrogates, too. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * Prints JSON as rundb does: keys sorted, a blank after commas and colons, NaN and infinities bare (which is not JSON),
 * non-ASCII as it stands. docs/rundb.md, "Values"
 */
export function printJson(value: unknown): string {
  if (typeof value === 'string') return printText(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return printList(value);
  if (!isPrintable(value)) return String(value ?? null);
  return value[BYTES]?.toString() ?? printObject(value);
}

type Printable = Readonly<Record<string, unknown>> & MayCarryBytes;

export function isPrintable(value: unknown): value is Printable {
  return typeof value === 'object' && value !== null;
}

export function printText(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function printList(list: readonly unknown[]): string {
  let text = '';
  for (const item of list) text += text === '' ? printJson(item) : `, ${printJson(item)}`;
  return `[${text}]`;
}

function printObject(object: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const name of sortedNames(object)) {
    text += `${text === '' ? '' : ', '}${printText(name)}: ${printJson(object[name])}`;
  }
  return `{${text}}`;
}

/** The resources make their objects in order already; sorting those again would cost most of the printing. */
export function sortedNames(object: object): readonly string[] {
  const names = Object.keys(object);
  for (let place = 1; place < names.length; place++) {
    if ((names[place - 1] ?? '') > (names[place] ?? '')) return names.sort();
  }
  return names;
}
