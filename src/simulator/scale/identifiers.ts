/** Makes texts until there is one that nobody has yet. */
export class Identifiers {
  private readonly used: Set<unknown>;

  /** `existing`: those that are taken. */
  constructor(
    private readonly make: () => string,
    existing: Iterable<unknown>,
  ) {
    this.used = new Set(existing);
  }

  next(): string {
    for (;;) {
      const made = this.make();
      if (this.used.has(made)) continue;
      this.used.add(made);
      return made;
    }
  }
}
