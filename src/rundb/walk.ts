import type { Key, Page, Stretch } from './client.js';
import { RundbError, type RundbErrorPlace } from './error.js';
import type { Parameters, Resource } from './resource.js';
import { distinctRows, rowKey } from './rowkey.js';

/** Reads one page of a list, of no more rows than a page may have. */
export type ReadPage<Row> = (stretch: Stretch) => Promise<Page<Row>>;

/** A page as rundb is asked for it. */
export const pageParameters = ({ first, offset }: Stretch): Parameters => [
  ['limit', String(first)],
  ...(offset > 0 ? [['offset', String(offset)] as const] : []),
];

/** rundb gives no more than this at once, whatever is asked. docs/rundb.md, "Paging" */
const rundbCap = 1000;
const mostReadings = 4;

/**
 * Reads a stretch of a list over as many pages as it takes: the first page, then the rest at once, as its
 * `total_count` says. Rows that come or go meanwhile shift the later pages, so that rows repeat or are skipped at the
 * borders; such a reading is thrown away and the stretch read again. rundb's own links are never followed: those of
 * compositeexperiment lead elsewhere. docs/rundb.md, "Paging"
 *
 * Rows are distinct by key, while `totalCount` is rundb's: filters over many-to-many relations count a row once per
 * match. @throws RundbError `badResponse` when the list does not hold still
 */
export async function walk<Row>(
  resource: Resource,
  readPage: ReadPage<Row>,
  stretch: Stretch,
  place: RundbErrorPlace,
): Promise<Page<Row>> {
  let previous: Reading<Row> | undefined;
  for (let count = 0; count < mostReadings; count += 1) {
    const reading = await readStretch(resource, readPage, stretch);
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

async function readStretch<Row>(
  resource: Resource,
  readPage: ReadPage<Row>,
  { first, offset }: Stretch,
): Promise<Reading<Row>> {
  const size = Math.min(resource.pageSize, rundbCap);
  const head = await readPage({ first: Math.max(1, Math.min(first, size)), offset });
  const end = Math.min(offset + first, head.totalCount);
  const stretches = cutStretch(offset, end, size);
  const rest = await Promise.all(stretches.slice(1).map(readPage));
  return assemble(resource, [head, ...rest], stretches);
}

/** The pages that a stretch is read in; at least one, which may be empty. */
function cutStretch(offset: number, end: number, size: number): Stretch[] {
  const stretches = [{ first: Math.max(0, Math.min(size, end - offset)), offset }];
  for (let from = offset + size; from < end; from += size) {
    stretches.push({ first: Math.min(size, end - from), offset: from });
  }
  return stretches;
}

function assemble<Row>(
  resource: Resource,
  pages: readonly [Page<Row>, ...Page<Row>[]],
  stretches: readonly Stretch[],
): Reading<Row> {
  const [{ totalCount }] = pages;
  const expected = stretches.map(({ first }) => first);
  const parts = pages.map(({ rows }, index) => distinctRows(resource, rows.slice(0, expected[index])));
  const isWhole = pages.every(
    (page, index) => page.totalCount === totalCount && page.rows.length >= (expected[index] ?? 0),
  );
  const rows = parts.flat();
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
