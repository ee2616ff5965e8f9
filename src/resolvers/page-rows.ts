import { UnsendableValueError } from '../rundb/error.js';
import type { Page, RundbClient, Stretch } from '../rundb/client.js';
import type { Parameters } from '../rundb/resource.js';
import { type Key, keyOfRow } from '../loaders/scope.js';
import type { Source } from '../loaders/entities.js';
import { foreignCursor, type Position } from './cursor.js';
import { type Leg, legsAfter } from './legs.js';
import type { ListQuery } from './list-query.js';
import { mergeParameters } from './merge-parameters.js';
import { isSifted, readAll, readRows } from './sift.js';

/** Rows of one page of a list, in order. */
export interface PageRows {
  readonly rows: readonly object[];
  /** What shows them. */
  readonly source: Source;
  /** Rows that follow behind them, as far as known. */
  readonly rest: number;
  /** Rows of the whole list; unknown where only what follows a cursor was asked. */
  readonly totalCount: number | undefined;
}

type Where = Exclude<ListQuery['where'], 'nothing'>;

/**
 * The page from an offset on. Of a list with more in rundb's answer than its own rows, all is read where its count is
 * asked, or where rows are passed over.
 */
export async function readFrom(
  client: RundbClient,
  query: ListQuery,
  where: Where,
  { first, offset, isCounted }: Stretch & { readonly isCounted: boolean },
): Promise<PageRows> {
  if (isSifted(query) && (offset > 0 || (isCounted && !query.sift.keys))) {
    return cutPage(await readAll(client, query), query.sift.lightest.source, { first, offset });
  }
  const page = await readRows(client, query, where, { first, offset });
  const rest = Math.max(0, page.totalCount - offset - page.rows.length);
  return {
    rows: page.rows,
    source: query.source,
    rest,
    totalCount: query.sift?.keys?.size ?? page.totalCount,
  };
}

function cutPage(rows: readonly object[], source: Source, { first, offset }: Stretch): PageRows {
  const rest = Math.max(0, rows.length - offset - first);
  return { rows: rows.slice(offset, offset + first), source, rest, totalCount: rows.length };
}

/** The page behind a cursor's row: rows that came or went in front of it do not matter. */
export async function readBehind(
  client: RundbClient,
  query: ListQuery,
  where: Where,
  first: number,
  position: Position,
): Promise<PageRows> {
  const legs = legsOf(query, position);
  const read = (leg: Leg, wanted: number) => readLeg(client, query, where, leg, wanted);
  const pages =
    first <= query.source.resource.pageSize
      ? await Promise.all(legs.map((leg) => read(leg, first)))
      : await inTurn(legs, first, read);
  const rows = pages.flatMap((page) => page.rows);
  const found = pages.reduce((sum, page) => sum + page.totalCount, 0);
  return {
    rows: rows.slice(0, first),
    source: query.source,
    rest: found - Math.min(first, rows.length),
    totalCount: undefined,
  };
}

/** @throws BAD_USER_INPUT for a cursor with values that no row has: the gateway has made none like it */
function legsOf({ order }: ListQuery, position: Position): Leg[] {
  try {
    return legsAfter(order, position);
  } catch (error) {
    if (error instanceof UnsendableValueError) throw foreignCursor();
    throw error;
  }
}

/** Long pages take their legs one after the other, so that no row is read to be thrown away. */
async function inTurn(
  legs: readonly Leg[],
  first: number,
  read: (leg: Leg, wanted: number) => Promise<Page<object>>,
): Promise<Page<object>[]> {
  const pages: Page<object>[] = [];
  let wanted = first;
  for (const leg of legs) {
    const page = await read(leg, Math.max(1, wanted));
    pages.push(page);
    wanted -= page.rows.length;
  }
  return pages;
}

async function readLeg(
  client: RundbClient,
  query: ListQuery,
  where: Where,
  { parameters, given }: Leg,
  wanted: number,
): Promise<Page<object>> {
  const both = mergeParameters([narrow(where, parameters), parameters]);
  if (both === 'nothing') return { rows: [], totalCount: 0 };
  const stretch = { first: wanted + given.length, offset: 0 };
  const page = await readRows(client, query, both, stretch);
  const seen = new Set<Key | undefined>(given);
  const rows = page.rows.filter((row) => !seen.has(keyOfRow(row, query.source.resource)));
  return { rows: rows.slice(0, wanted), totalCount: page.totalCount - (page.rows.length - rows.length) };
}

/** The cursor's row was in the list, so a leg's limit lies within the filter's own on the same column. */
function narrow(where: Where, leg: Parameters): Where {
  const limits = new Set(leg.map(([name]) => name).filter((name) => /__(gt|gte|lt|lte)$/.test(name)));
  return where.filter(([name]) => !limits.has(name));
}
