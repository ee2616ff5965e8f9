import { createHash } from 'node:crypto';
import { badUserInput } from '../errors.js';
import type { Key } from '../loaders/scope.js';

/** A value of an order column as rundb prints it. */
export type Printed = string | number | boolean | null;

/** Where a page ended: the last row's place in its order, so that rows that come and go do not move the next page. */
export interface Position {
  /** Printed values of the order columns. */
  readonly values: readonly Printed[];
  readonly key: Key;
  /**
   * Rows already given of the same printed values, where rundb stores more than it prints and so orders rows that look
   * equal (legs.ts).
   */
  readonly given: readonly Key[];
  /** How many rows of the list came before, counted when the page was read. */
  readonly index: number;
}

/** In place of a row's key, where a page has no row that could be shown: then the index alone says where it ended. */
export const noKey = '';

/** Names a list by its filter and order: a cursor continues only the list that it came from. */
export function nameList(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 8);
}

export function encodeCursor(list: string, { values, key, given, index }: Position): string {
  const parts = given.length > 0 ? [list, values, key, index, given] : [list, values, key, index];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws BAD_USER_INPUT for a text that is no cursor, or one of another list */
export function decodeCursor(list: string, text: string): Position {
  const parts = parse(text);
  if (!Array.isArray(parts)) throw foreignCursor();
  const [name, values, key, index, given = []]: unknown[] = parts;
  if (typeof name !== 'string' || !isListOf(values, isPrinted) || !isKey(key) || !isListOf(given, isKey)) {
    throw foreignCursor();
  }
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) throw foreignCursor();
  if (name !== list)
    throw badUserInput('`after` is a cursor of another list: filter and orderBy must stay the same.');
  return { values, key, index, given };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

export const foreignCursor = () => badUserInput('`after` is no cursor of this list.');

const isKey = (value: unknown): value is Key => typeof value === 'string' || Number.isSafeInteger(value);

export const isPrinted = (value: unknown): value is Printed =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

function isListOf<T>(value: unknown, isOne: (member: unknown) => member is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isOne);
}
