import { keyOfRow, wireValue } from '../loaders/rows.js';
import { encodeCursor, isPrinted, noKey, type Position, type Printed } from './cursor.js';
import { stepIn } from './legs.js';
import { isLost } from './left-out.js';
import type { ListQuery } from './list-query.js';

/**
 * A cursor for each row of a page that could be shown; `behind` is where the page started, `before` how many rows lie in
 * front of it.
 */
export function cursorsOf(
  rows: readonly object[],
  query: ListQuery,
  behind: Position | undefined,
  before: number,
): string[] {
  let last = behind;
  return rows.flatMap((row, index) => {
    if (isLost(row)) return [];
    last = positionOf(row, query, last, before + index);
    return [encodeCursor(query.name, last)];
  });
}

/** The end of a page without any row that could be shown. */
export function cursorBehind(query: ListQuery, index: number): string {
  return encodeCursor(query.name, { values: [], key: noKey, index, given: [] });
}

function positionOf(
  row: object,
  { order, source }: ListQuery,
  last: Position | undefined,
  index: number,
): Position {
  const values = order.keys.map(({ column }) => printed(wireValue(row, column)));
  const key = keyOfRow(row, source.resource) ?? 0;
  const step = stepIn(order, values);
  const isSameStep = step !== undefined && last !== undefined && isEqual(values, last.values, step);
  return { values, key, index, given: isSameStep ? [...last.given, last.key] : [] };
}

const printed = (value: unknown): Printed => (isPrinted(value) ? value : null);

function isEqual(one: readonly Printed[], other: readonly Printed[], count: number): boolean {
  return one.slice(0, count).every((value, place) => value === other[place]);
}
