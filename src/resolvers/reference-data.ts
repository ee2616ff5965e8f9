import type { ReferenceList } from '../loaders/entities.js';
import { type EntityRows, origin, type Placed } from '../loaders/rows.js';
import { isBlankName, keyOf } from '../rundb/values.js';

type Name = string | null | undefined;

/** The row of a reference list that has this name in a column; of several the newest. Null if there is none. */
export async function namedRow<E extends ReferenceList>(
  { [origin]: { scope } }: Placed,
  entity: E,
  column: keyof EntityRows[E],
  name: Name,
): Promise<EntityRows[E] | null> {
  if (isBlankName(name)) return null;
  return (await scope.find(entity, (row) => row[column] === name)) ?? null;
}

/** The row of a reference list at the other end of a link. */
export async function linkedRow<E extends ReferenceList>(
  row: Placed,
  entity: E,
  link: unknown,
): Promise<EntityRows[E] | null> {
  const [found] = await linkedRows(row, entity, [link]);
  return found ?? null;
}

/** Rows of a reference list at the other ends of links; a link to a row that is gone is left out. */
export async function linkedRows<E extends ReferenceList>(
  { [origin]: { scope } }: Placed,
  entity: E,
  links: readonly unknown[] | null | undefined,
): Promise<EntityRows[E][]> {
  const keys = (links ?? []).map(keyOf).filter((key) => key !== undefined);
  if (keys.length === 0) return [];
  const rows = await Promise.all(keys.map((key) => scope.find(entity, (row) => keyOf(row) === key)));
  return rows.filter((row) => row !== undefined);
}
