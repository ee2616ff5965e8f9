import type { Key, RundbClient } from '../rundb/client.js';
import { batchesOf, partByKey } from '../rundb/dense.js';
import { RundbError } from '../rundb/error.js';
import { isRowFault, retold } from '../rundb/row-fault.js';
import type { Source } from './entities.js';
import { readKeysApart } from './keys-apart.js';
import { keyOfRow } from './rows.js';

/** A row, undefined where there is none of this key, or why rundb fails to print it. */
type RowOrFault = object | undefined | RundbError;

/** Rows of a source by key, in the order of the keys. A row that rundb cannot print is a fault of its own, not of the others. */
export async function rowsByKey(
  client: RundbClient,
  source: Source,
  keys: readonly Key[],
): Promise<RowOrFault[]> {
  const { resource, hidesRows } = source;
  // A detail view shows hidden rows too, so a source that hides rows is always asked as a list.
  if (keys.length === 1 && !hidesRows) return oneByOne(client, source, keys);
  if (resource.fields[resource.key]?.filter === '') return rowsOfWhole(client, source, keys);
  const read = (part: readonly Key[]) => client.byKeys(resource, part);
  const batches = batchesOf(partByKey(resource, keys), resource.pageSize);
  const maps = await Promise.all(batches.map((batch) => readKeysApart(client, resource, batch, read)));
  const found = new Map(maps.flatMap((map) => [...map]));
  return keys.map((key) => {
    const row = found.get(key);
    return row instanceof RundbError ? named(row, key) : row;
  });
}

/** A list that cannot be filtered by key is short, and read whole. docs/rundb.md, "Other resources" */
async function rowsOfWhole(client: RundbClient, source: Source, keys: readonly Key[]): Promise<RowOrFault[]> {
  const { resource } = source;
  try {
    const { rows } = await client.walk(resource, [['order_by', 'name']], everyRow);
    const found = new Map(rows.map((row) => [keyOfRow(row, resource), row]));
    return keys.map((key) => found.get(key));
  } catch (error) {
    if (isRowFault(error)) return oneByOne(client, source, keys);
    throw error;
  }
}

const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };

const oneByOne = (client: RundbClient, source: Source, keys: readonly Key[]) =>
  Promise.all(keys.map((key) => rowOf(client, source, key)));

async function rowOf(client: RundbClient, { resource }: Source, key: Key): Promise<RowOrFault> {
  try {
    return await client.one(resource, key);
  } catch (error) {
    if (isRowFault(error)) return named(error, key);
    throw error;
  }
}

const named = (fault: RundbError, key: Key) =>
  retold(fault, `The Torrent Server fails to print row ${key} of ${fault.resource}.`);
