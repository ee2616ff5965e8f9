import type { Key } from '../rundb/client.js';

/** Rows of a page below which it is not worth asking for what belongs to them alone. */
const fewest = 250;
/** Part of the numbers of a stretch that must have come. */
const dense = 0.75;

interface Stretches {
  /** Where they begin: above every number where the list goes down, else below. */
  readonly anchor: number;
  readonly width: number;
}

/**
 * The keys of a long list as its pages come, in whatever order. Where nearly all numbers of a stretch have come, the whole
 * stretch is given out, with the few that may come on another page: what belongs to it is a range, one request. What is
 * left when the list is there is asked for then. Stretches lie side by side from the end that the list begins with, so
 * that pages of neighbours do not cut each other's.
 */
export class DenseStretches {
  #laid: Stretches | undefined;
  readonly #seen = new Map<number, Set<number>>();
  readonly #given = new Set<number>();

  /** The keys of a page have come. Gives keys that may be asked for at once. */
  add(keys: readonly Key[]): number[] {
    const numbers = keys.filter((key) => typeof key === 'number');
    const [first] = numbers;
    const last = numbers.at(-1);
    if (first === undefined || last === undefined || numbers.length < fewest) return [];
    this.#laid ??= layFrom(numbers, first < last);
    const touched = new Set(numbers.map((number) => this.#note(number)));
    return [...touched].filter((index) => this.#isDense(index)).flatMap((index) => this.#give(index));
  }

  #note(number: number): number {
    const { anchor, width } = this.#laid ?? { anchor: 0, width: 1 };
    const index = Math.floor((number - anchor) / width);
    const seen = this.#seen.get(index) ?? new Set();
    this.#seen.set(index, seen.add(number));
    return index;
  }

  #isDense(index: number): boolean {
    const seen = this.#seen.get(index)?.size ?? 0;
    return !this.#given.has(index) && seen >= dense * (this.#laid?.width ?? Infinity);
  }

  #give(index: number): number[] {
    this.#given.add(index);
    const { anchor, width } = this.#laid ?? { anchor: 0, width: 0 };
    const low = anchor + index * width;
    return Array.from({ length: width }, (_, place) => low + place).filter((number) => number > 0);
  }
}

/** As wide as the page, so that a page of neighbours fills one. */
function layFrom(numbers: readonly number[], isAscending: boolean): Stretches {
  const ends = numbers.reduce(
    ({ low, high }, number) => ({ low: Math.min(low, number), high: Math.max(high, number) }),
    { low: Infinity, high: -Infinity },
  );
  return { anchor: isAscending ? ends.low : ends.high + 1, width: numbers.length };
}
