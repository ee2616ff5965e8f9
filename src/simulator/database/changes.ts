/** Counts what happens to the rows of a database, so that whoever keeps what he made of them knows when it is stale. */
export class Changes {
  private total = 0;

  get count(): number {
    return this.total;
  }

  note(): void {
    this.total += 1;
  }
}
