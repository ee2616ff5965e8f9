import type { Page, Stretch } from './client.js';
import { RundbError } from './error.js';
import { isRowFault, LostRow, retold } from './row-fault.js';
import type { ReadPage } from './walk.js';

/** Items from `from` up to `to` of something that failed as a whole; of a single one the failure may be all there is. */
export interface Part<Result> {
  readonly from: number;
  readonly to: number;
  readonly result: Result | RundbError;
}

/** Far more than a dozen bad rows of a thousand take. */
const mostRequests = 128;
/** Where so many parts fail, and nothing else, it is not for a few bad rows. */
const hopeless = 16;

/**
 * Reads in halves what failed as a whole, and the failing halves in halves, until only single items fail: for one bad
 * item of 300, 17 requests in 9 rounds.
 * @throws RundbError `fault` where too much fails; any failure that is not a row's
 */
export async function takeApart<Result>(
  length: number,
  read: (from: number, to: number) => Promise<Result>,
  fault: RundbError,
): Promise<Part<Result>[]> {
  const done: Part<Result>[] = [];
  let failing: Part<Result>[] = [{ from: 0, to: length, result: fault }];
  let requests = 0;
  while (failing.length > 0) {
    done.push(...failing.filter(isSingle));
    const halves = failing.filter((part) => !isSingle(part)).flatMap(halve);
    requests += halves.length;
    if (requests > mostRequests) throw fault;
    const parts = await Promise.all(halves.map((half) => attempt(half, read)));
    failing = parts.filter(({ result }) => result instanceof RundbError);
    if (failing.length >= hopeless && failing.length === parts.length) throw fault;
    done.push(...parts.filter(({ result }) => !(result instanceof RundbError)));
  }
  return done.toSorted((one, other) => one.from - other.from);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const isSingle = ({ from, to }: Range) => to - from <= 1;

function halve({ from, to }: Range): Range[] {
  const middle = Math.ceil((from + to) / 2);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

async function attempt<Result>(
  { from, to }: Range,
  read: (from: number, to: number) => Promise<Result>,
): Promise<Part<Result>> {
  try {
    return { from, to, result: await read(from, to) };
  } catch (error) {
    if (isRowFault(error)) return { from, to, result: error };
    throw error;
  }
}

/** Behind the end of every list; rundb answers there with no rows. docs/rundb.md, "Paging" */
export const behindTheEnd = { first: 1, offset: 1_000_000_000 };

/**
 * Reads pages, and takes those apart that fail for a row: in the place of a row that rundb cannot print stands a
 * LostRow.
 */
export function readingApart<Row>(read: ReadPage<Row>): ReadPage<Row | LostRow> {
  return async (stretch) => {
    try {
      return await read(stretch);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      // Where a page without any row fails as well, no row is to blame.
      const { totalCount } = await orFault(error, () => read(behindTheEnd));
      return readParts(read, stretch, totalCount, error);
    }
  };
}

/** Asks for no row at all: what then fails as before fails for the first reason. @throws RundbError */
export async function orFault<Result>(fault: RundbError, readNoRow: () => Promise<Result>): Promise<Result> {
  try {
    return await readNoRow();
  } catch (error) {
    throw isRowFault(error) ? fault : error;
  }
}

async function readParts<Row>(
  read: ReadPage<Row>,
  { first, offset }: Stretch,
  totalCount: number,
  fault: RundbError,
): Promise<Page<Row | LostRow>> {
  const length = Math.max(0, Math.min(first, totalCount - offset));
  if (length === 0) return { rows: [], totalCount };
  const readPart = (from: number, to: number) => read({ first: to - from, offset: offset + from });
  const parts = await takeApart(length, readPart, fault);
  const isOneList = parts.every(
    ({ from, to, result }) =>
      result instanceof RundbError || (result.totalCount === totalCount && result.rows.length === to - from),
  );
  // Rows came or went meanwhile: short of its rows, the page is read again (walk.ts).
  if (!isOneList) return { rows: [], totalCount };
  return { rows: parts.flatMap(({ result }) => rowsOf(result)), totalCount };
}

function rowsOf<Row>(result: Page<Row> | RundbError): readonly (Row | LostRow)[] {
  return result instanceof RundbError ? [new LostRow(unprinted(result))] : result.rows;
}

const unprinted = (fault: RundbError) =>
  retold(fault, `The Torrent Server fails to print a row of ${fault.resource}.`);
