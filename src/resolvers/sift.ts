import type { Page, RundbClient, Stretch } from '../rundb/client.js';
import type { Parameters } from '../rundb/resource.js';
import { keyOfRow } from '../loaders/rows.js';
import { findKeys, type Keys } from './found-keys.js';
import { isLost } from './left-out.js';
import type { ListQuery } from './list-query.js';
import type { ListReader } from './list-reader.js';

type Sifted = ListQuery & { readonly sift: NonNullable<ListQuery['sift']> };

/** Whether rundb gives more than the rows of the list. */
export function isSifted(query: ListQuery): query is Sifted {
  return query.sift !== undefined;
}

/** Number of rows of a list, each counted once. */
export async function countRows(
  client: RundbClient,
  { source, sift, lost }: ListQuery,
  where: Parameters,
): Promise<number> {
  if (!sift) return client.count(source.resource, where);
  const keys = sift.keys ?? (await findKeys({ client, lost }, sift.lightest));
  return keys.size;
}

/**
 * Rows of a list, or of a leg of it, in order, each once. Of a sifted list `totalCount` is the number of rows given, and
 * one more if others follow: rundb's own count is of more than its rows.
 */
export async function readRows<Row extends object>(
  reader: ListReader<Row>,
  query: ListQuery,
  leg: Parameters,
  stretch: Stretch,
): Promise<Page<Row>> {
  if (!isSifted(query)) return reader.stretch(leg, stretch);
  const wanted = stretch.offset + stretch.first;
  const rows = await sift(reader, query, leg, wanted);
  return { rows: rows.slice(stretch.offset, wanted), totalCount: Math.min(rows.length, wanted + 1) };
}

/** Reads from the start until there is one row more than wanted, or all have come. */
async function sift<Row extends object>(
  reader: ListReader<Row>,
  query: Sifted,
  leg: Parameters,
  wanted: number,
): Promise<Row[]> {
  for (let first = wanted + 1; ;) {
    const page = await reader.stretch(leg, { first, offset: 0 });
    const rows = page.rows.filter((row) => isOf(query.sift.keys, row, query));
    if (rows.length > wanted || first >= page.totalCount) return rows;
    first = Math.min(page.totalCount, enlarge(first, wanted, rows.length));
  }
}

/** So many rows that, as things look, there are enough of the list's own among them. */
function enlarge(first: number, wanted: number, found: number): number {
  return Math.max(2 * first, Math.ceil((1.2 * first * (wanted + 1)) / Math.max(1, found)));
}

/** A row that rundb fails to print may be one of the list, as far as anybody knows. */
function isOf(keys: Keys | undefined, row: object, { source }: ListQuery): boolean {
  if (keys === undefined || isLost(row)) return true;
  const key = keyOfRow(row, source.resource);
  return key !== undefined && keys.has(key);
}

/** All rows of a sifted list, in order, as the lightest source shows them. */
export async function readAll<Row extends object>(
  reader: ListReader<Row>,
  query: Sifted,
): Promise<readonly Row[]> {
  const rows = await reader.all(query.sift.lightest);
  return rows.filter((row) => isOf(query.sift.keys, row, query));
}
