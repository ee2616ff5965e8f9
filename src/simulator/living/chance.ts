import type { Random } from '../writing/random.js';

/** Whether something that happens with this probability happens now. */
export function happens(random: Random, probability: number): boolean {
  return random.next() < probability;
}

/** An integer from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + random.below(high - low + 1);
}

/** One of a list; undefined when there is none. */
export function choose<T>(random: Random, list: readonly T[]): T | undefined {
  return list.length === 0 ? undefined : list[random.below(list.length)];
}

/** One of several outcomes, each with its probability; otherwise the first. */
export function weigh<T>(random: Random, otherwise: T, ...others: readonly (readonly [T, number])[]): T {
  let drawn = random.next();
  for (const [outcome, probability] of others) {
    if (drawn < probability) return outcome;
    drawn -= probability;
  }
  return otherwise;
}
