import type { Key } from './client.js';

/** Keys between two, both included: one request however many they are. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface Parted {
  readonly ranges: readonly Range[];
  readonly others: readonly Key[];
}

/** Keys that one range spans at most: as many rows as one page of rundb holds. */
const widest = 1000;
/** Fewer keys in a range would have rundb print too many rows that nobody wants. */
const fewest = 750;

/**
 * Finds the stretches of numbers in which nearly every one is a key, as in the newest thousands of a list: they are
 * asked for as ranges, three times as many at once as there can be keys in a query.
 */
export function partDense(keys: Iterable<Key>): Parted {
  const distinct = [...new Set(keys)];
  if (distinct.length < fewest) return { ranges: [], others: distinct };
  const numbers = distinct.filter((key) => typeof key === 'number').sort((one, other) => one - other);
  const ranges: Range[] = [];
  const others: Key[] = distinct.filter((key) => typeof key !== 'number');
  for (let first = 0, end = 0; first < numbers.length;) {
    const low = numbers[first] ?? 0;
    while ((numbers[end] ?? Infinity) < low + widest) end += 1;
    if (end - first >= fewest) {
      ranges.push({ low, high: numbers[end - 1] ?? low });
      first = end;
    } else {
      others.push(low);
      first += 1;
    }
  }
  return { ranges, others };
}
