import type { Key, RundbClient } from '../rundb/client.js';
import { chunkKeys } from '../rundb/chunks.js';
import { RundbError } from '../rundb/error.js';
import { isRowFault, retold } from '../rundb/row-fault.js';
import type { Source } from './entities.js';
import { readKeysApart } from './keys-apart.js';

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
  const isLone = keys.length === 1 && !hidesRows;
  if (isLone || resource.fields[resource.key]?.filter === '') {
    return Promise.all(keys.map((key) => rowOf(client, source, key)));
  }
  const read = (part: readonly Key[]) => client.byKeys(resource, part);
  const chunks = chunkKeys(keys, resource.pageSize);
  const maps = await Promise.all(chunks.map((chunk) => readKeysApart(client, resource, chunk, read)));
  const found = new Map(maps.flatMap((map) => [...map]));
  return keys.map((key) => {
    const row = found.get(key);
    return row instanceof RundbError ? named(row, key) : row;
  });
}

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
