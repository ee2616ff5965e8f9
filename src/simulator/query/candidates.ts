import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Relation } from '../database/model.js';
import type { Table } from '../database/table.js';
import { compareNullable } from '../values/compare.js';
import type { Condition, OrderTerm, Selection } from './selection.js';

export interface Candidates {
  readonly rows: readonly Row[];
  readonly areOrdered: boolean;
}

/** The rows that can pass: through an index when a condition names the values it takes, else all. */
export function findCandidates(
  database: Database,
  { table: name, order }: Selection,
  conditions: readonly Condition[],
): Candidates {
  const table = database.table(name);
  const named = conditions.find((condition) => condition.lookup.values !== undefined);
  if (named?.lookup.values === undefined) return allRows(table, order);
  const { relations, column } = named.path;
  const end = database.table(relations.at(-1)?.target ?? name);
  let rows = new Set(named.lookup.values.flatMap((value) => end.find(column, value)));
  for (const relation of relations.toReversed()) rows = walkBack(database, rows, relation);
  const areOrdered = order.length === 0;
  return { rows: sortCandidates([...rows], table, areOrdered), areOrdered };
}

/** An order by one column of the table is kept until its rows change. */
function allRows(table: Table, [term, ...more]: readonly OrderTerm[]): Candidates {
  if (term === undefined) return { rows: table.newestFirst, areOrdered: true };
  if (more.length > 0 || term.path.relations.length > 0) return { rows: table.rows, areOrdered: false };
  return { rows: table.orderedBy(term.path.column, term.falling), areOrdered: true };
}

/** By falling key; when an order is asked as the table has them, which decides between equals. */
function sortCandidates(rows: Row[], table: Table, newestFirst: boolean): readonly Row[] {
  const { key } = table.model;
  return rows.sort((a, b) =>
    newestFirst ? compareNullable('integer', b[key], a[key]) : table.placeOf(a) - table.placeOf(b),
  );
}

function walkBack(database: Database, rows: ReadonlySet<Row>, relation: Relation): Set<Row> {
  const found = new Set<Row>();
  for (const row of rows) for (const back of database.relating(row, relation)) found.add(back);
  return found;
}
