import { chunkKeys, mostKeys } from './chunks.js';
import type { Key } from './client.js';
import type { Resource } from './resource.js';

/** A stretch of numbers in which nearly every one is a key: one request, however many they are. */
export interface Range {
  readonly keys: readonly number[];
  readonly low: number;
  /** Included. */
  readonly high: number;
}

/** Distinct keys by how they are asked for. */
export interface Parted {
  readonly ranges: readonly Range[];
  readonly others: readonly Key[];
}

/** Numbers that a range spans at most: as many rows as one page of rundb holds. */
const widest = 1000;
/**
 * With a smaller part of its numbers among the keys rundb would print too many rows that nobody wants; where rows are so
 * dear that ranges are kept short, few are too many.
 */
const densityOf = (width: number): number => (width < widest ? 0.95 : 0.75);

/**
 * Keys of rows of the resource. Of resources with small pages, which are dear, no row is asked for that nobody wants.
 * @param most numbers that a range spans
 */
export function partByKey({ pageSize }: Resource, keys: Iterable<Key>, most = widest): Parted {
  const isCheap = pageSize >= widest;
  return isCheap ? partDense(keys, Math.min(most, widest)) : { ranges: [], others: [...new Set(keys)] };
}

/** Keys of rows at the other end of a relation. */
export function partByRelation(
  resource: Resource,
  relation: string,
  keys: Iterable<Key>,
  most = widest,
): Parted {
  const isLink = resource.fields[relation]?.kind === 'one';
  return isLink ? partByKey(resource, keys, most) : { ranges: [], others: [...new Set(keys)] };
}

/** The keys of each request. */
export function batchesOf({ ranges, others }: Parted, most?: number): (readonly Key[])[] {
  return [...ranges.map(({ keys }) => keys), ...chunkKeys(others, most)];
}

/**
 * Finds the stretches in which nearly every number is a key, as in the newest thousands of a list: asked for as ranges
 * they take a third of the requests.
 */
function partDense(keys: Iterable<Key>, width: number): Parted {
  const distinct = [...new Set(keys)];
  // A list of keys takes as many.
  if (distinct.length <= mostKeys) return { ranges: [], others: distinct };
  const numbers = distinct.filter((key) => typeof key === 'number').sort((one, other) => one - other);
  const ranges: Range[] = [];
  const others: Key[] = distinct.filter((key) => typeof key !== 'number');
  let end = 0;
  for (let first = 0; first < numbers.length; first += 1) {
    const low = numbers[first] ?? 0;
    while (end < numbers.length && (numbers[end] ?? low) < low + width) end += 1;
    const high = numbers[end - 1] ?? low;
    if (end - first <= Math.min(mostKeys, width - 1) || end - first < densityOf(width) * (high - low + 1)) {
      others.push(low);
      continue;
    }
    ranges.push({ keys: numbers.slice(first, end), low, high });
    first = end - 1;
  }
  return { ranges, others };
}
