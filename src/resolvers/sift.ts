import type { Page, RundbClient, Stretch } from '../rundb/client.js';
import type { Parameters } from '../rundb/resource.js';
import { keyOfRow } from '../loaders/scope.js';
import { everyRow, findKeys, type Keys } from './found-keys.js';
import type { ListQuery } from './list-query.js';

type Sifted = ListQuery & { readonly sift: NonNullable<ListQuery['sift']> };

/** Whether rundb gives more than the rows of the list. */
export function isSifted(query: ListQuery): query is Sifted {
  return query.sift !== undefined;
}

/** Number of rows of a list, each counted once. */
export async function countRows(
  client: RundbClient,
  { source, sift }: ListQuery,
  where: Parameters,
): Promise<number> {
  if (!sift) return client.count(source.resource, where);
  const keys = sift.keys ?? (await findKeys(client, sift.lightest));
  return keys.size;
}

/**
 * Rows of a list in order, each once. Of a sifted list `totalCount` is the number of rows given, and one more if others
 * follow: rundb's own count is of more than its rows.
 */
export async function readRows(
  client: RundbClient,
  query: ListQuery,
  where: Parameters,
  stretch: Stretch,
): Promise<Page<object>> {
  const parameters = [...where, ...query.order.parameters];
  if (!isSifted(query)) return client.walk(query.source.resource, parameters, stretch);
  const wanted = stretch.offset + stretch.first;
  const rows = await sift(client, query, parameters, wanted);
  return { rows: rows.slice(stretch.offset, wanted), totalCount: Math.min(rows.length, wanted + 1) };
}

/** Reads from the start until there is one row more than wanted, or all have come. */
async function sift(
  client: RundbClient,
  query: Sifted,
  parameters: Parameters,
  wanted: number,
): Promise<object[]> {
  for (let first = wanted + 1; ;) {
    const page = await client.walk(query.source.resource, parameters, { first, offset: 0 });
    const rows = page.rows.filter((row) => isOf(query.sift.keys, row, query));
    if (rows.length > wanted || first >= page.totalCount) return rows;
    first = Math.min(page.totalCount, enlarge(first, wanted, rows.length));
  }
}

/** So many rows that, as things look, there are enough of the list's own among them. */
function enlarge(first: number, wanted: number, found: number): number {
  return Math.max(2 * first, Math.ceil((1.2 * first * (wanted + 1)) / Math.max(1, found)));
}

function isOf(keys: Keys | undefined, row: object, { source }: ListQuery): boolean {
  const key = keyOfRow(row, source.resource);
  return keys === undefined || (key !== undefined && keys.has(key));
}

/** All rows of a sifted list, in order, as the lightest source shows them. */
export async function readAll(client: RundbClient, query: Sifted): Promise<readonly object[]> {
  const { source, where } = query.sift.lightest;
  const page = await client.walk(source.resource, [...where, ...query.order.parameters], everyRow);
  return page.rows.filter((row) => isOf(query.sift.keys, row, { ...query, source }));
}
