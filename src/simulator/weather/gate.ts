/** Lets at most so many in at once; the others wait in the order in which they came. */
export class Gate {
  #limit = Infinity;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  get inside(): number {
    return this.#inside;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Those who are in stay in when the limit falls. */
  set limit(limit: number) {
    this.#limit = limit;
    this.#letIn();
  }

  async enter(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#letIn();
    });
  }

  leave(): void {
    this.#inside -= 1;
    this.#letIn();
  }

  #letIn(): void {
    while (this.#inside < this.#limit) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#inside += 1;
      next();
    }
  }
}
