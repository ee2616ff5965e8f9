import type { Key, Page, Stretch } from './client.js';
import { RundbError, type RundbErrorPlace } from './error.js';
import type { Parameters, Resource } from './resource.js';
import { distinctRows, rowKey } from './rowkey.js';

/** Reads one page of a list, of no more rows than a page may have. */
export type ReadPage<Row> = (stretch: Stretch) => Promise<Page<Row>>;

/** Told of the rows of a page while others are still to come; of some that the list does not hold in the end. */
export type OnRows<Row> = (rows: readonly Row[]) => void;

/** How a list is read. */
export interface Reader<Row> {
  readonly read: ReadPage<Row>;
  /** How many rows a page is to have, of so many. */
  readonly sizeFor: (rows: number) => number | Promise<number>;
  /** Rows of the first page where the list's length is not known. */
  readonly head: number;
  /** How long the list was when it was last read. */
  readonly length: number | undefined;
  readonly onRows: OnRows<Row> | undefined;
}

/** A page as rundb is asked for it. */
export const pageParameters = ({ first, offset }: Stretch): Parameters => [
  ['limit', String(first)],
  ...(offset > 0 ? [['offset', String(offset)] as const] : []),
];

/** rundb gives no more than this at once, whatever is asked. docs/rundb.md, "Paging" */
const rundbCap = 1000;
const mostReadings = 4;

/**
 * Reads a stretch of a list over as many pages as it takes, side by side: as many as its length makes that was found
 * before, or the first page, then the rest as its `total_count` says. Rows that come or go meanwhile shift the later
 * pages, so that rows repeat or are skipped at the borders; such a reading is thrown away and the stretch read again.
 * rundb's own links are never followed: those of compositeexperiment lead elsewhere. docs/rundb.md, "Paging"
 *
 * Rows are distinct by key, while `totalCount` is rundb's: filters over many-to-many relations count a row once per
 * match. @throws RundbError `badResponse` when the list does not hold still
 */
export async function walk<Row>(
  resource: Resource,
  reader: Reader<Row>,
  stretch: Stretch,
  place: RundbErrorPlace,
): Promise<Page<Row>> {
  let previous: Reading<Row> | undefined;
  for (let count = 0; count < mostReadings; count += 1) {
    const known = previous ? { ...reader, length: previous.totalCount } : reader;
    const reading = assemble(resource, await readStretch(known, stretch), stretch);
    if (reading.isWhole && (!reading.hasRepeats || isSame(previous, reading)))
      return pageOf(resource, reading);
    previous = reading;
  }
  const message = `The list of ${resource.name} kept changing while it was read; ask again, or for fewer rows.`;
  throw new RundbError('badResponse', message, place);
}

interface Reading<Row> {
  readonly rows: readonly Row[];
  readonly keys: readonly (Key | undefined)[];
  readonly totalCount: number;
  /** Every page had the rows it should have, and all pages counted the same list. */
  readonly isWhole: boolean;
  /** A row came on two pages: the pages shifted, or the list itself repeats it (then a second reading is the same). */
  readonly hasRepeats: boolean;
}

/** A page that was asked for, and what came. */
interface Part<Row> extends Page<Row> {
  readonly asked: Stretch;
}

async function readStretch<Row>(reader: Reader<Row>, stretch: Stretch): Promise<Part<Row>[]> {
  const parts: Part<Row>[] = [];
  let stretches = await firstPages(reader, stretch);
  while (stretches.length > 0) {
    parts.push(...(await readParts(reader, stretch, stretches)));
    stretches = haveOneLength(parts) ? await furtherPages(reader, stretch, parts) : [];
  }
  return parts;
}

/** Nobody is told of rows before those that the list begins with. */
async function readParts<Row>(
  { read, onRows }: Reader<Row>,
  whole: Stretch,
  stretches: readonly Stretch[],
): Promise<Part<Row>[]> {
  const pages = stretches.map(read);
  const isOnly = pages.length === 1;
  const part = async (asked: Stretch, index: number): Promise<Part<Row>> => {
    const [, page] = await Promise.all([pages[0], pages[index] ?? read(asked)]);
    if (!isOnly || asked.offset + asked.first < endOf(whole, page.totalCount)) onRows?.(page.rows);
    return { ...page, asked };
  };
  return Promise.all(stretches.map(part));
}

const endOf = ({ first, offset }: Stretch, length: number): number => Math.min(offset + first, length);

/** All pages of a list whose length is known, or its first page; at least one, which may be of no rows. */
async function firstPages<Row>(reader: Reader<Row>, { first, offset }: Stretch): Promise<Stretch[]> {
  const { length, head } = reader;
  const wanted = Math.max(1, first);
  if (length === undefined) return [{ first: Math.min(wanted, head, rundbCap), offset }];
  const rows = Math.max(1, Math.min(wanted, length - offset));
  const size = Math.min(await reader.sizeFor(rows), rundbCap);
  // The last page is no shorter than the others: rows may have come since.
  return cut(offset, offset + Math.min(wanted, Math.ceil(rows / size) * size), size);
}

async function furtherPages<Row>(
  reader: Reader<Row>,
  stretch: Stretch,
  parts: readonly Part<Row>[],
): Promise<Stretch[]> {
  const from = Math.max(...parts.map(({ asked }) => asked.offset + asked.first));
  const end = endOf(stretch, parts[0]?.totalCount ?? 0);
  return from < end ? cut(from, end, Math.min(await reader.sizeFor(end - from), rundbCap)) : [];
}

function haveOneLength(pages: readonly Page<unknown>[]): boolean {
  return pages.every(({ totalCount }) => totalCount === pages[0]?.totalCount);
}

function cut(offset: number, end: number, size: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = offset; from < end; from += size) {
    stretches.push({ first: Math.min(size, end - from), offset: from });
  }
  return stretches;
}

function assemble<Row>(resource: Resource, parts: readonly Part<Row>[], stretch: Stretch): Reading<Row> {
  const totalCount = parts[0]?.totalCount ?? 0;
  const end = endOf(stretch, totalCount);
  const expected = ({ asked }: Part<Row>) => Math.max(0, Math.min(asked.first, end - asked.offset));
  const rows = parts.flatMap((part) => distinctRows(resource, part.rows.slice(0, expected(part))));
  const isWhole = haveOneLength(parts) && parts.every((part) => part.rows.length >= expected(part));
  const keys = rows.map((row) => rowKey(resource, row));
  const known = keys.filter((key) => key !== undefined);
  return { rows, keys, totalCount, isWhole, hasRepeats: new Set(known).size < known.length };
}

function isSame<Row>(previous: Reading<Row> | undefined, { keys, totalCount }: Reading<Row>): boolean {
  if (previous?.totalCount !== totalCount || previous.keys.length !== keys.length) return false;
  return previous.keys.every((key, index) => key === keys[index]);
}

function pageOf<Row>(resource: Resource, { rows, totalCount, hasRepeats }: Reading<Row>): Page<Row> {
  return { rows: hasRepeats ? distinctRows(resource, rows) : rows, totalCount };
}
