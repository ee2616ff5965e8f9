import type { Row } from '../api.js';
import type { Changes } from '../database/changes.js';
import type { Selected } from '../query/select.js';
import { carryBytes } from '../values/kept-bytes.js';
import { printJson } from '../values/print-json.js';

export type Printed = Readonly<Record<string, unknown>>;

/** How many selections are kept; each may be as long as its table. */
const SELECTIONS = 32;
/** Bytes of printed rows that are kept. */
const LONGEST = 64_000_000;

/** Keeps what lists have found and printed until anything in the database changes. */
export class KeptAnswers {
  private readonly selections = new Map<string, Selected>();
  private readonly printed = new Map<string, Map<Row, Printed>>();
  private length = 0;
  private asOf = -1;

  constructor(private readonly changes: Changes) {}

  selection(question: string): Selected | undefined {
    this.forgetStale();
    return this.selections.get(question);
  }

  keepSelection(question: string, selected: Selected): void {
    this.forgetStale();
    const [oldest] = this.selections.keys();
    if (oldest !== undefined && this.selections.size >= SELECTIONS) this.selections.delete(oldest);
    this.selections.set(question, selected);
  }

  /** The rows that have been printed in one manner. */
  printedRows(manner: string): ReadonlyMap<Row, Printed> {
    this.forgetStale();
    return this.rowsOf(manner);
  }

  /** Keeps a row as it is printed, with its text; it must not be changed any more. */
  keepPrinted(manner: string, row: Row, printed: Printed): void {
    if (this.length > LONGEST) this.forgetPrinted();
    const bytes = Buffer.from(printJson(printed));
    carryBytes(printed, bytes);
    this.length += bytes.length;
    this.rowsOf(manner).set(row, Object.freeze(printed));
  }

  private rowsOf(manner: string): Map<Row, Printed> {
    const known = this.printed.get(manner);
    if (known !== undefined) return known;
    const rows = new Map<Row, Printed>();
    this.printed.set(manner, rows);
    return rows;
  }

  private forgetStale(): void {
    if (this.asOf === this.changes.count) return;
    this.asOf = this.changes.count;
    this.selections.clear();
    this.forgetPrinted();
  }

  private forgetPrinted(): void {
    this.printed.clear();
    this.length = 0;
  }
}
