import type { RundbClient } from '../rundb/client.js';
import type { Parameters, Resource } from '../rundb/resource.js';

type Once<T> = (
  client: RundbClient,
  resource: Resource,
  where: Parameters,
  read: () => Promise<T>,
) => Promise<T>;

/**
 * Reads what depends on conditions alone once for each client, and so for each request of a caller: lists below the
 * nodes of another list have most of their conditions in common, and what these find need not be found for each.
 */
export function onceForEach<T>(): Once<T> {
  const asked = new WeakMap<RundbClient, Map<string, Promise<T>>>();
  return (client, { name }, where, read) => {
    const known = asked.get(client) ?? new Map<string, Promise<T>>();
    asked.set(client, known);
    const key = JSON.stringify([name, where]);
    const value = known.get(key) ?? read();
    known.set(key, value);
    return value;
  };
}
