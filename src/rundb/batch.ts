import { chunkKeys } from './chunks.js';
import type { Key, Page, Stretch } from './client.js';
import { partByKey, partByRelation, type Range } from './dense.js';
import { isObject } from './envelope.js';
import { RundbError, type RundbErrorPlace, UnsendableValueError } from './error.js';
import { type Lookup, lookup } from './lookup.js';
import type { Parameters, Resource } from './resource.js';
import { distinctRows, isNamed, rowKey } from './rowkey.js';
import { keyOf, readInteger, readText } from './values.js';

/** Reads a stretch of the resource's list. */
export type ReadRows<Row> = (parameters: Parameters, stretch: Stretch) => Promise<Page<Row>>;

/**
 * Rows by primary key, in as many requests at once as the keys need, none of more than `most` keys. Rows are matched by
 * key, not by place.
 * @throws RundbError `badResponse` when rows come that were not asked for: then rundb has not seen the filter
 */
export async function readByKeys<Row>(
  resource: Resource,
  keys: readonly Key[],
  most: number,
  read: ReadRows<Row>,
  place: RundbErrorPlace,
): Promise<Map<Key, Row>> {
  const wanted = new Set(keys.filter((key) => isPossibleKey(resource, key)));
  const { key: path, pageSize } = resource;
  const parted = partByKey(resource, wanted, most);
  const rows = await readAll(read, [
    ...parted.ranges.map((range) => ({ found: lookupRange(path, range), most: spanOf(range) })),
    ...chunkKeys(parted.others, Math.min(pageSize, most)).map((chunk) => ({
      found: lookupKeys(path, chunk),
      most: chunk.length,
    })),
  ]);
  const byKey = new Map<Key, Row>();
  for (const row of rows) {
    const key = rowKey(resource, row);
    if (key === undefined) continue;
    if (wanted.has(key)) byKey.set(key, row);
    else if (!isWithin(parted.ranges, key)) throw unasked(place);
  }
  return byKey;
}

/** The other ends of a relation. */
interface Parents {
  readonly relation: string;
  readonly keys: readonly Key[];
  /** Keys in one request, where fewer are wanted than fit it. */
  readonly most: number | undefined;
}

/**
 * Rows whose relation is one of the keys, each row once. Every chunk of keys is read to its end, however many rows it
 * has. @throws RundbError `badResponse` when rows come that were not asked for
 */
export async function readByRelation<Row>(
  resource: Resource,
  { relation, keys, most }: Parents,
  read: ReadRows<Row>,
  place: RundbErrorPlace,
): Promise<Row[]> {
  const wanted = new Set(keys);
  const parted = partByRelation(resource, relation, keys.filter(isSendable), most);
  const all = Number.MAX_SAFE_INTEGER;
  const rows = await readAll(read, [
    ...parted.ranges.map((range) => ({ found: lookupRange(`${relation}__id`, range), most: all })),
    ...chunkKeys(parted.others, most).map((chunk) => ({ found: lookupKeys(relation, chunk), most: all })),
  ]);
  const belonging = rows.filter((row) => {
    const key = shownKey(resource, relation, row);
    if (key === undefined || wanted.has(key)) return true;
    if (!isWithin(parted.ranges, key)) throw unasked(place);
    return false;
  });
  return distinctRows(resource, belonging);
}

/** What a row shows of the relation; relations to many, and paths over several, are not compared. */
export function shownKey(resource: Resource, relation: string, row: unknown): Key | undefined {
  const value = isObject(row) ? row[relation] : undefined;
  const kind = resource.fields[relation]?.kind;
  if (kind === 'one') return keyOf(value);
  if (kind === 'text') return readText(value);
  return kind === 'integer' ? readInteger(value) : undefined;
}

const spanOf = ({ low, high }: Range): number => high - low + 1;

const isWithin = (ranges: readonly Range[], key: Key): boolean =>
  ranges.some(({ low, high }) => typeof key === 'number' && key >= low && key <= high);

/** What is asked for, and how many rows may match. */
interface Asked {
  readonly found: Lookup;
  readonly most: number;
}

async function readAll<Row>(read: ReadRows<Row>, asked: readonly Asked[]): Promise<Row[]> {
  const pages = await Promise.all(
    asked.map(async ({ found, most }) =>
      found === 'nothing' ? undefined : read(found, { first: most, offset: 0 }),
    ),
  );
  return pages.flatMap((page) => page?.rows ?? []);
}

function lookupRange(path: string, { low, high }: Range): Lookup {
  return [
    [`${path}__gte`, String(low)],
    [`${path}__lte`, String(high)],
  ];
}

function lookupKeys(path: string, keys: readonly Key[]): Lookup {
  return typeof keys[0] === 'string' ? lookup(path, 'text', 'in', keys) : lookup(path, 'integer', 'in', keys);
}

function unasked(place: RundbErrorPlace): RundbError {
  return new RundbError(
    'badResponse',
    `The Torrent Server answered ${place.resource} that were not asked for.`,
    place,
  );
}

/** Whether a row may have this key: what rundb cannot take as a value is no row's key either. */
export function isPossibleKey(resource: Resource, key: Key): boolean {
  if (isNamed(resource)) return typeof key === 'string' && isSendable(key);
  return typeof key === 'number' && key >= 0 && isSendable(key);
}

function isSendable(key: Key): boolean {
  try {
    lookupKeys('', [key]);
    return true;
  } catch (error) {
    if (error instanceof UnsendableValueError) return false;
    throw error;
  }
}
