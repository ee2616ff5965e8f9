/** The lab's time: that of another clock, and what has been added to it. */
export class LabClock {
  private added = 0;

  constructor(private readonly base: () => Date) {}

  readonly now = (): Date => new Date(this.base().getTime() + this.added);

  /** Lets time pass at once. */
  advance(milliseconds: number): void {
    this.added += milliseconds;
  }
}
