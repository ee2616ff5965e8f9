import type { Table } from '../database/table.js';

/** The sequences that number rows. A number that was taken is never given again, whatever becomes of the row. */
export class Sequences {
  private readonly last = new Map<string, number>();

  /** The next number of a table. */
  next(table: Table): number {
    const number = this.lastOf(table) + 1;
    this.last.set(table.model.name, number);
    return number;
  }

  /** Rows that bring numbers of their own do not move the sequence; it must be known before they come. */
  lastOf(table: Table): number {
    const known = this.last.get(table.model.name);
    if (known !== undefined) return known;
    const highest = Number(table.newestFirst[0]?.[table.model.key] ?? 0);
    this.last.set(table.model.name, highest);
    return highest;
  }
}
