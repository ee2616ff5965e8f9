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
  const { groups, order, distinct } = selection;
  const conditions = groups.flat();
  if (conditions.some((condition) => condition.lookup.failsInDatabase)) throw crash();
  const candidates = findCandidates(database, selection, conditions);
  const rows = candidates.rows.filter((row) => selection.where.every((holds) => holds(row)));
  const matched = multiply(
    rows,
    groups.map((group) => new JoinTree(database, group)),
    distinct,
  );
  if (candidates.areOrdered) return { count: matched.length, rows: matched };
  const ordered = order.every(leadsToOne)
    ? orderByOwn(database, matched, order)
    : orderByMany(database, rows, selection);
  return { count: matched.length, rows: ordered };
}

function leadsToOne({ path }: OrderTerm): boolean {
  return path.relations.every((relation) => relation.kind === 'forward');
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

/** Orders by values that each row leads to one of; equals stay as they are. */
function orderByOwn(database: Database, rows: readonly Row[], terms: readonly OrderTerm[]): readonly Row[] {
  const entries = rows.map((row) => ({ row, keys: terms.map(({ path }) => valueAt(database, row, path)) }));
  return sortEntries(entries, terms);
}

function valueAt(database: Database, start: Row, { relations, column }: ValuePath): unknown {
  let row: Row | undefined = start;
  for (const relation of relations) row = row && database.related(row, relation)[0];
  return row?.[column] ?? null;
}

/** Orders by values of rows that a relation to many leads to; the order shares the joins of the first group. */
function orderByMany(database: Database, rows: readonly Row[], selection: Selection): readonly Row[] {
  const { groups, order, distinct } = selection;
  const [first = [], ...others] = groups;
  const paths = order.map((term) => term.path);
  const tree = new JoinTree(database, first, paths);
  const rest = others.map((group) => new JoinTree(database, group));
  const entries = multiply(rows, rest, distinct).flatMap((row) =>
    distinctKeys(tree.combinations(row), distinct).map((keys) => ({ row, keys })),
  );
  return sortEntries(entries, order);
}

function distinctKeys(combinations: readonly unknown[][], distinct: boolean): readonly unknown[][] {
  if (!distinct || combinations.length < 2) return combinations;
  return [...new Map(combinations.map((keys) => [JSON.stringify(keys), keys])).values()];
}

interface Entry {
  readonly row: Row;
  readonly keys: readonly unknown[];
}

function sortEntries(entries: Entry[], terms: readonly OrderTerm[]): readonly Row[] {
  entries.sort((a, b) => {
    for (const [place, { path, falling }] of terms.entries()) {
      const difference = compareNullable(path.type, a.keys[place], b.keys[place]);
      if (difference !== 0) return falling ? -difference : difference;
    }
    return 0;
  });
  return entries.map((entry) => entry.row);
}

interface Candidates {
  readonly rows: readonly Row[];
  readonly areOrdered: boolean;
}

/** The rows that can pass: through an index when a condition names the values it takes, else all. */
function findCandidates(
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
