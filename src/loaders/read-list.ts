import type { Page, RundbClient, Stretch } from '../rundb/client.js';
import type { Parameters } from '../rundb/resource.js';
import { isRowFault, LostRow } from '../rundb/row-fault.js';
import type { Source } from './entities.js';
import { orNothing } from './or-nothing.js';
import { keyOfRow } from './rows.js';

/** How one resource is asked for a list. */
export interface Way {
  readonly source: Source;
  /** Filter and order. */
  readonly parameters: Parameters;
}

/** A row, and the source that gave it. */
export interface Found {
  readonly source: Source;
  readonly row: object;
}

type FoundPage = Page<Found | LostRow>;

/**
 * A stretch of a list that several resources show, in the same order: as the first way gives it, unless rundb fails to
 * print one of its rows. Then from one of the other ways that gives it, if that is no dearer; where none does, it is
 * taken apart, and the rows that fail are asked of the other ways one by one; where too much fails for that, of the
 * dearer ways as a whole. A LostRow stands for a row that no way gives. `onRows` is told of what the first way gives while
 * more of it is still to come.
 */
export async function readList(
  client: RundbClient,
  [{ source, parameters }, ...others]: readonly [Way, ...Way[]],
  stretch: Stretch,
  onRows: (source: Source, rows: readonly object[]) => void = () => undefined,
): Promise<FoundPage> {
  const onOwn = (rows: readonly object[]) => onRows(source, rows);
  const isDearer = (way: Way) => way.source.cost > source.cost;
  const lighter = others.filter((way) => !isDearer(way));
  if (lighter.length > 0) {
    try {
      return foundBy(source, await client.walk(source.resource, parameters, stretch, onOwn));
    } catch (error) {
      if (!isRowFault(error)) throw error;
    }
  }
  const whole = await readWhole(client, lighter, stretch);
  if (whole) return whole;
  try {
    const page = foundBy(source, await client.salvage(source.resource, parameters, stretch, onOwn));
    return page.rows.some(isLost) ? await fill(client, page, others, stretch.offset) : page;
  } catch (error) {
    const dearer = isRowFault(error) && (await readWhole(client, others.filter(isDearer), stretch));
    if (dearer) return dearer;
    throw error;
  }
}

const isLost = (row: object): row is LostRow => row instanceof LostRow;

/** The stretch from the first of the ways that gives all of it. */
async function readWhole(
  client: RundbClient,
  ways: readonly Way[],
  stretch: Stretch,
): Promise<FoundPage | undefined> {
  for (const { source, parameters } of ways) {
    const page = await orNothing(() => client.walk(source.resource, parameters, stretch));
    if (page) return foundBy(source, page);
  }
  return undefined;
}

function foundBy(source: Source, { rows, totalCount }: Page<object>): FoundPage {
  return { totalCount, rows: rows.map((row) => (isLost(row) ? row : { source, row })) };
}

async function fill(
  client: RundbClient,
  { rows, totalCount }: FoundPage,
  others: readonly Way[],
  offset: number,
): Promise<FoundPage> {
  const present = new Set(
    rows.map((found) => (isLost(found) ? undefined : keyOfRow(found.row, found.source.resource))),
  );
  const filled = await Promise.all(
    rows.map(async (found, index) => {
      if (!isLost(found)) return found;
      const other = await rowAt(client, others, offset + index, totalCount);
      return other && !present.has(keyOfRow(other.row, other.source.resource)) ? other : found;
    }),
  );
  return { rows: filled, totalCount };
}

/** The row in one place of the list, from whichever way gives it; the list must not have changed meanwhile. */
async function rowAt(
  client: RundbClient,
  ways: readonly Way[],
  offset: number,
  totalCount: number,
): Promise<Found | undefined> {
  for (const way of ways) {
    const page = await readWhole(client, [way], { first: 1, offset });
    const [found] = page?.rows ?? [];
    if (found && !isLost(found) && page?.totalCount === totalCount) return found;
  }
  return undefined;
}
