import { chunkKeys } from './chunks.js';
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
/** With fewer keys in it rundb would print too many rows that nobody wants. */
const fewest = 750;

/** Keys of rows of the resource. Of resources with small pages, which are dear, no row is asked for that nobody wants. */
export function partByKey({ pageSize }: Resource, keys: Iterable<Key>): Parted {
  return pageSize >= widest ? partDense(keys) : { ranges: [], others: [...new Set(keys)] };
}

/** Keys of rows at the other end of a relation. */
export function partByRelation(resource: Resource, relation: string, keys: Iterable<Key>): Parted {
  const isLink = resource.fields[relation]?.kind === 'one';
  return isLink ? partByKey(resource, keys) : { ranges: [], others: [...new Set(keys)] };
}

/** The keys of each request. */
export function batchesOf({ ranges, others }: Parted, most?: number): (readonly Key[])[] {
  return [...ranges.map(({ keys }) => keys), ...chunkKeys(others, most)];
}

/**
 * Finds the stretches in which nearly every number is a key, as in the newest thousands of a list: asked for as ranges
 * they take a third of the requests.
 */
function partDense(keys: Iterable<Key>): Parted {
  const distinct = [...new Set(keys)];
  if (distinct.length < fewest) return { ranges: [], others: distinct };
  const numbers = distinct.filter((key) => typeof key === 'number').sort((one, other) => one - other);
  const ranges: Range[] = [];
  const others: Key[] = distinct.filter((key) => typeof key !== 'number');
  let end = 0;
  for (let first = 0; first < numbers.length; first += 1) {
    const low = numbers[first] ?? 0;
    while (end < numbers.length && (numbers[end] ?? low) < low + widest) end += 1;
    if (end - first < fewest) {
      others.push(low);
      continue;
    }
    ranges.push({ keys: numbers.slice(first, end), low, high: numbers[end - 1] ?? low });
    first = end - 1;
  }
  return { ranges, others };
}
