/** Random choices that are the same for the same seed. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed, 0x9e3779b1) >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 on, below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of a list. Throws when it is empty. */
  pick<T>(list: readonly T[]): T {
    const place = this.below(list.length);
    for (const found of list.slice(place, place + 1)) return found;
    throw new Error('nothing to choose from');
  }

  /** So many of a list, repetitions included; none of an empty one. */
  some<T>(list: readonly T[], most: number): T[] {
    if (list.length === 0) return [];
    return Array.from({ length: this.below(most + 1) }, () => this.pick(list));
  }

  /** One of the keys, as often as its weight says. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K {
    const total = Object.values<number>(weights).reduce((sum, weight) => sum + weight, 0);
    let left = this.next() * total;
    for (const key in weights) {
      left -= weights[key];
      if (left < 0) return key;
    }
    throw new Error('no weights');
  }
}
