import { wireValue } from '../loaders/rows.js';
import { keyOfRow } from '../loaders/scope.js';
import { encodeCursor, isPrinted, type Position, type Printed } from './cursor.js';
import { stepIn } from './legs.js';
import type { ListQuery } from './list-query.js';

/** A cursor for each row of a page; `behind` is where the page started, `before` how many rows lie in front of it. */
export function cursorsOf(
  rows: readonly object[],
  query: ListQuery,
  behind: Position | undefined,
  before: number,
): string[] {
  let last = behind;
  return rows.map((row, index) => {
    last = positionOf(row, query, last, before + index);
    return encodeCursor(query.name, last);
  });
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
