const CAPITALS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const VARIANTS = '89ab';

/** What rundb makes up at random, the same in the same order for the same seed. */
export class Random {
  private state: number;

  constructor(seed = 1) {
    this.state = seed >>> 0;
  }

  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** An integer from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A text of capitals and digits, as the short ids of plans are. */
  code(length: number): string {
    return this.pick(CAPITALS_AND_DIGITS, length);
  }

  /** A version 4 UUID, in small letters. */
  uuid(): string {
    const hex = (length: number) => this.pick('0123456789abcdef', length);
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${this.pick(VARIANTS, 1)}${hex(3)}-${hex(12)}`;
  }

  private pick(letters: string, length: number): string {
    return Array.from({ length }, () => letters[this.below(letters.length)]).join('');
  }
}
