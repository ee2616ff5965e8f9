import type { ColumnType } from '../../../src/simulator/database/model.js';

/**
 * What columns hold that lists are walked by: few values, so that many rows are equal, and those that are hard to go on
 * behind. Words that rundb takes for others, capitals, signs of URLs; numbers beyond 2^53 (which tables keep as text),
 * values that print alike and differ, what JSON has no words for; moments of one printed millisecond; nothing.
 */
const VALUES: Readonly<Record<ColumnType, readonly unknown[]>> = {
  text: ['', 'Alpha', 'alpha', 'beta', 'none', 'None', 'true', 'x, y & 100% #"\'+', 'ümlaut', null],
  integer: [0, 0, 7, -3, 42, null],
  bigint: [0, 5, 12_345_678_901, '9007199254740993', '9007199254740994', '-9223372036854775808', null],
  float: [0, 0.1, 0.3, 0.30000000000000004, -2.5, 1e-7, 98, NaN, Infinity, -Infinity, null],
  boolean: [true, false, null],
  datetime: [
    '2024-05-01T10:00:00.123',
    '2024-05-01T10:00:00.123456',
    '2024-05-01T10:00:00.123999',
    '2024-05-01T10:00:00.124',
    '2024-05-01T10:00:00',
    '0001-01-01T00:00:00',
    null,
  ],
  date: ['2024-05-01', '2024-05-02', null],
  json: [{}],
};

/** Values of a column; null only where the column may hold it. */
export function valuesOf(type: ColumnType, isRequired: boolean): readonly unknown[] {
  return VALUES[type].filter((value) => value !== null || !isRequired);
}
