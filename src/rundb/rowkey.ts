import type { Key } from './client.js';
import { isObject } from './envelope.js';
import type { Resource } from './resource.js';
import { keyOf, readText } from './values.js';

/** Whether the rows of a resource are known by name instead of by number. docs/rundb.md, "Detail and set" */
export function isNamed(resource: Resource): boolean {
  return resource.fields[resource.key]?.kind === 'text';
}

/** Primary key of a row; undefined where the row prints none. */
export function rowKey(resource: Resource, row: unknown): Key | undefined {
  const value = isObject(row) ? row[resource.key] : undefined;
  return isNamed(resource) ? readText(value) : keyOf(value);
}

/** The rows, each key once, where it comes first; rows without a key all stay. */
export function distinctRows<Row>(resource: Resource, rows: readonly Row[]): Row[] {
  const seen = new Set<Key>();
  return rows.filter((row) => {
    const key = rowKey(resource, row);
    if (key === undefined) return true;
    return !seen.has(key) && seen.add(key);
  });
}
