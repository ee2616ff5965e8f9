import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { crash } from '../values/refusals.js';
import { findCandidates } from './candidates.js';
import { JoinTree, multiply } from './join.js';
import { orderRows } from './order.js';
import type { Selection } from './selection.js';

export interface Selected {
  /** What rundb counts: a row once for each combination of related rows that passes, unless distinct. */
  readonly count: number;
  /** The rows to page through. Ordering by a relation to many may repeat rows that are counted once. */
  readonly rows: readonly Row[];
}

/** Selects rows as the query does that rundb sends to PostgreSQL. docs/rundb.md, "Filters" and "Ordering" */
export function select(database: Database, selection: Selection): Selected {
  const { groups, distinct } = selection;
  const conditions = groups.flat();
  if (conditions.some((condition) => condition.lookup.failsInDatabase)) throw crash();
  const candidates = findCandidates(database, selection, conditions);
  const rows = candidates.rows.filter((row) => selection.where.every((holds) => holds(row)));
  const matched = multiply(
    rows,
    groups.map((group) => new JoinTree(database, group)),
    distinct,
  );
  const ordered = candidates.areOrdered ? matched : orderRows(database, rows, matched, selection);
  if (selection.oneOfEach === undefined) return { count: matched.length, rows: ordered };
  const firsts = firstOfEach(ordered, selection.oneOfEach);
  return { count: firsts.length, rows: firsts };
}

function firstOfEach(rows: readonly Row[], column: string): readonly Row[] {
  const seen = new Set<unknown>();
  return rows.filter((row) => seen.size < seen.add(row[column]).size);
}
