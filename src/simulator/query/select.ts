import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Relation } from '../database/model.js';
import type { Table } from '../database/table.js';
import { compareNullable } from '../values/compare.js';
import { crash } from '../values/refusals.js';
import { JoinTree } from './join.js';
import type { Lookup } from './lookup.js';
import type { ValuePath } from './paths.js';

export interface Condition {
  readonly path: ValuePath;
  readonly lookup: Lookup;
}

export interface OrderTerm {
  readonly path: ValuePath;
  readonly falling: boolean;
}

/** A question to one table. Conditions of one group must hold for the same related rows. */
export interface Selection {
  readonly table: string;
  readonly groups: readonly (readonly Condition[])[];
  readonly where: readonly ((row: Row) => boolean)[];
  /** Empty: by falling primary key. */
  readonly order: readonly OrderTerm[];
  readonly distinct: boolean;
}

export interface Selected {
  /** What rundb counts: a row once for each combination of related rows that passes, unless distinct. */
  readonly count: number;
  /** The rows to page through. Ordering by a relation to many may repeat rows that are counted once. */
  readonly rows: readonly Row[];
}

/** Selects rows as the query does that rundb sends to PostgreSQL. docs/rundb.md, "Filters" and "Ordering" */
export function select(database: Database, selection: Selection): Selected {
  const conditions = selection.groups.flat();
  if (conditions.some((condition) => condition.lookup.failsInDatabase)) throw crash();
  const candidates = findCandidates(database, selection, conditions);
  const rows = candidates.filter((row) => selection.where.every((holds) => holds(row)));
  const trees = selection.groups.map((group) => new JoinTree(database, group));
  const joinsOrder = selection.order.some((term) => term.path.relations.length > 0);
  const matched = multiply(rows, trees, selection.distinct);
  if (selection.order.length === 0) return { count: matched.length, rows: matched };
  return {
    count: matched.length,
    rows: joinsOrder ? orderJoined(database, rows, selection) : order(matched, selection.order),
  };
}

/** Each row as often as combinations of its related rows pass. */
function multiply(rows: readonly Row[], trees: readonly JoinTree[], distinct: boolean): readonly Row[] {
  if (trees.every((tree) => tree.isEmpty)) return rows;
  const found: Row[] = [];
  for (const row of rows) {
    const times = trees.reduce((product, tree) => (product === 0 ? 0 : product * tree.count(row)), 1);
    for (let time = 0; time < (distinct ? Math.min(times, 1) : times); time++) found.push(row);
  }
  return found;
}

function order(rows: readonly Row[], terms: readonly OrderTerm[]): readonly Row[] {
  return [...rows].sort((a, b) => {
    for (const { path, falling } of terms) {
      const difference = compareNullable(path.type, a[path.column], b[path.column]);
      if (difference !== 0) return falling ? -difference : difference;
    }
    return 0;
  });
}

/** Orders by values of related rows: the joins of the first group are shared with the order. */
function orderJoined(database: Database, rows: readonly Row[], selection: Selection): readonly Row[] {
  const [first = [], ...others] = selection.groups;
  const tree = new JoinTree(
    database,
    first,
    selection.order.map((term) => term.path),
  );
  const rest = others.map((group) => new JoinTree(database, group));
  const entries = multiply(rows, rest, selection.distinct).flatMap((row) =>
    distinctKeys(tree.combinations(row), selection.distinct).map((keys) => ({ row, keys })),
  );
  entries.sort((a, b) => compareKeys(a.keys, b.keys, selection.order));
  return entries.map((entry) => entry.row);
}

function distinctKeys(combinations: readonly unknown[][], distinct: boolean): readonly unknown[][] {
  if (!distinct || combinations.length < 2) return combinations;
  return [...new Map(combinations.map((keys) => [JSON.stringify(keys), keys])).values()];
}

function compareKeys(a: readonly unknown[], b: readonly unknown[], terms: readonly OrderTerm[]): number {
  for (const [place, { path, falling }] of terms.entries()) {
    const difference = compareNullable(path.type, a[place], b[place]);
    if (difference !== 0) return falling ? -difference : difference;
  }
  return 0;
}

/** The rows that can pass: through an index when a condition names the values it takes. */
function findCandidates(
  database: Database,
  { table: name, order }: Selection,
  conditions: readonly Condition[],
): readonly Row[] {
  const table = database.table(name);
  const named = conditions.find((condition) => condition.lookup.values !== undefined);
  if (named?.lookup.values === undefined) return order.length === 0 ? table.newestFirst : table.rows;
  const { relations, column } = named.path;
  const end = database.table(relations.at(-1)?.target ?? name);
  let rows = new Set(named.lookup.values.flatMap((value) => end.find(column, value)));
  for (const relation of relations.toReversed()) rows = walkBack(database, rows, relation);
  return sortCandidates([...rows], table, order.length === 0);
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
