const NUMBERED = /^(.*?)(\d+)$/s;

/** Numbers the names of a kind on: each new name ends with the number after the highest so far. */
export class Numbering {
  private highest = 0;

  /** `names`: those that exist. */
  constructor(names: Iterable<unknown>) {
    for (const name of names) this.highest = Math.max(this.highest, Number(numberOf(name) ?? 0));
  }

  /** The name with the next number in the place of its own, as wide as that; at its end when it has none. */
  next(name: string): string {
    this.highest += 1;
    const [, before = '', digits] = NUMBERED.exec(name) ?? [];
    if (digits === undefined) return `${name}_${this.highest}`;
    return before + String(this.highest).padStart(digits.length, '0');
  }
}

/** The digits that a name ends with. Longer ones than a number can hold are no number. */
export function numberOf(name: unknown): string | undefined {
  const digits = typeof name === 'string' ? NUMBERED.exec(name)?.[2] : undefined;
  return digits === undefined || digits.length > 12 ? undefined : digits;
}
