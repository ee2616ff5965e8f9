import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { compareNullable } from '../values/compare.js';
import { JoinTree, multiply } from './join.js';
import type { ValuePath } from './paths.js';
import type { OrderTerm, Selection } from './selection.js';

/** Puts rows in order. `rows` are those that pass by themselves, `matched` also by their related rows. */
export function orderRows(
  database: Database,
  rows: readonly Row[],
  matched: readonly Row[],
  selection: Selection,
): readonly Row[] {
  return selection.order.every(leadsToOne)
    ? orderByOwn(database, matched, selection.order)
    : orderByMany(database, rows, selection);
}

function leadsToOne({ path }: OrderTerm): boolean {
  return path.relations.every((relation) => relation.kind === 'forward');
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
