import type { Row } from '../api.js';
import type { Database } from '../database/database.js';

/** Rows that are not stored yet, by table. */
export class NewRows {
  private readonly rows = new Map<string, Row[]>();

  add(table: string, row: Row): void {
    const rows = this.rows.get(table);
    if (rows === undefined) this.rows.set(table, [row]);
    else rows.push(row);
  }

  /** Stores them all, those of one table in the order in which they were added. */
  store(database: Database): void {
    for (const [table, rows] of this.rows) database.table(table).addAll(rows);
  }
}
