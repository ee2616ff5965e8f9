import type { Database } from '../database/database.js';

/** Hands out keys that go on where those of a table end. */
export class Keys {
  private readonly next = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** The first of this many keys in a row. */
  take(table: string, count: number): number {
    const first = this.next.get(table) ?? this.highest(table) + 1;
    this.next.set(table, first + count);
    return first;
  }

  private highest(table: string): number {
    const { rows, model } = this.database.table(table);
    return rows.reduce((highest, row) => Math.max(highest, Number(row[model.key])), 0);
  }
}
