import { UnsendableValueError } from '../rundb/error.js';
import type { Page, Stretch } from '../rundb/client.js';
import { keyOfRow } from '../loaders/rows.js';
import type { Key } from '../loaders/scope.js';
import { foreignCursor, noKey, type Position } from './cursor.js';
import { type Leg, legsAfter } from './legs.js';
import type { ListQuery } from './list-query.js';
import type { ListReader } from './list-reader.js';
import { isSifted, readAll, readRows } from './sift.js';

/** Rows of one page of a list, in order. */
export interface PageRows<Row extends object> {
  readonly rows: readonly Row[];
  /** Rows that follow behind them, as far as known. */
  readonly rest: number;
  /** Rows of the whole list; unknown where only what follows a cursor was asked. */
  readonly totalCount: number | undefined;
}

/**
 * The page from an offset on. Of a list with more in rundb's answer than its own rows, all is read where its count is
 * asked, or where rows are passed over.
 */
export async function readFrom<Row extends object>(
  reader: ListReader<Row>,
  query: ListQuery,
  { first, offset, isCounted }: Stretch & { readonly isCounted: boolean },
): Promise<PageRows<Row>> {
  if (isSifted(query) && (offset > 0 || (isCounted && !query.sift.keys))) {
    return cutPage(await readAll(reader, query), { first, offset });
  }
  const page = await readRows(reader, query, [], { first, offset });
  const rest = Math.max(0, page.totalCount - offset - page.rows.length);
  return { rows: page.rows, rest, totalCount: query.sift?.keys?.size ?? page.totalCount };
}

function cutPage<Row extends object>(rows: readonly Row[], { first, offset }: Stretch): PageRows<Row> {
  const rest = Math.max(0, rows.length - offset - first);
  return { rows: rows.slice(offset, offset + first), rest, totalCount: rows.length };
}

/** The page behind a cursor's row: rows that came or went in front of it do not matter. */
export async function readBehind<Row extends object>(
  reader: ListReader<Row>,
  query: ListQuery,
  first: number,
  position: Position,
): Promise<PageRows<Row>> {
  // No row to stand behind: the number of rows in front is all that is left to go by.
  if (position.key === noKey) {
    return readFrom(reader, query, { first, offset: position.index + 1, isCounted: false });
  }
  const legs = legsOf(query, position);
  const read = (leg: Leg, wanted: number) => readLeg(reader, query, leg, wanted);
  const pages =
    first <= query.source.resource.pageSize
      ? await Promise.all(legs.map((leg) => read(leg, first)))
      : await inTurn(legs, first, read);
  const rows = pages.flatMap((page) => page.rows);
  const found = pages.reduce((sum, page) => sum + page.totalCount, 0);
  return { rows: rows.slice(0, first), rest: found - Math.min(first, rows.length), totalCount: undefined };
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
async function inTurn<Row extends object>(
  legs: readonly Leg[],
  first: number,
  read: (leg: Leg, wanted: number) => Promise<Page<Row>>,
): Promise<Page<Row>[]> {
  const pages: Page<Row>[] = [];
  let wanted = first;
  for (const leg of legs) {
    const page = await read(leg, Math.max(1, wanted));
    pages.push(page);
    wanted -= page.rows.length;
  }
  return pages;
}

async function readLeg<Row extends object>(
  reader: ListReader<Row>,
  query: ListQuery,
  { parameters, given }: Leg,
  wanted: number,
): Promise<Page<Row>> {
  const page = await readRows(reader, query, parameters, { first: wanted + given.length, offset: 0 });
  const seen = new Set<Key | undefined>(given);
  const rows = page.rows.filter((row) => !seen.has(keyOfRow(row, query.source.resource)));
  return { rows: rows.slice(0, wanted), totalCount: page.totalCount - (page.rows.length - rows.length) };
}
