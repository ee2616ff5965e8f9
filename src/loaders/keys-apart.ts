import type { Key, RundbClient } from '../rundb/client.js';
import { RundbError } from '../rundb/error.js';
import type { Resource } from '../rundb/resource.js';
import { isRowFault } from '../rundb/row-fault.js';
import { behindTheEnd, orFault, takeApart } from '../rundb/take-apart.js';
import { pageParameters } from '../rundb/walk.js';

/** Reads what belongs to keys, as far as there is something. */
export type ReadKeys<Value> = (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;

/**
 * What belongs to the keys, read in one go. Where rundb fails for a row, `otherwise` is asked for all of it; where that
 * gives nothing either, the keys are taken apart: the others have what belongs to them, and the failure stands for what
 * belongs to the bad one.
 */
export async function readKeysApart<Value>(
  client: RundbClient,
  resource: Resource,
  keys: readonly Key[],
  read: ReadKeys<Value>,
  otherwise: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value> | undefined> = () =>
    Promise.resolve(undefined),
): Promise<ReadonlyMap<Key, Value | RundbError>> {
  try {
    return await read(keys);
  } catch (error) {
    if (!isRowFault(error)) throw error;
    return (await otherwise(keys)) ?? readParts(client, resource, keys, read, error);
  }
}

async function readParts<Value>(
  client: RundbClient,
  resource: Resource,
  keys: readonly Key[],
  read: ReadKeys<Value>,
  fault: RundbError,
): Promise<ReadonlyMap<Key, Value | RundbError>> {
  // Where the resource fails without any row as well, no row is to blame.
  if (keys.length > 1) await orFault(fault, () => client.page(resource, pageParameters(behindTheEnd)));
  const parts = await takeApart(keys.length, (from, to) => read(keys.slice(from, to)), fault);
  const found = new Map<Key, Value | RundbError>();
  for (const { from, to, result } of parts) {
    if (result instanceof RundbError) keys.slice(from, to).forEach((key) => found.set(key, result));
    else for (const [key, value] of result) found.set(key, value);
  }
  return found;
}
