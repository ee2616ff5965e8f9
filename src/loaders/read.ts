import { carries, keyOfRow, origin, type Placed, wireValue } from './rows.js';

/**
 * The value of a wire field: from the row if its resource is one that shows it, else from the lightest one that does,
 * together with whatever else the operation needs of such rows. Null where this server does not give it.
 *
 * What counts is the declaration, not the row: one name may mean different things in two resources (docs/rundb.md,
 * "plannedexperiment": `metaData`).
 */
export function read(row: Placed, name: string): unknown {
  const { scope, entity, resource } = row[origin];
  if (carries(resource.fields, name)) return wireValue(row, name) ?? null;
  if (!scope.prints(entity, name)) return null;
  return completeAll(row, [name]).then((full) => wireValue(full, name) ?? null);
}

/** The row with all of these fields; a promise only if one of them has to be asked for. */
export function readAll<Row extends Placed>(row: Row, names: readonly string[]): Row | Promise<Row> {
  const { scope, entity, resource } = row[origin];
  const missing = names.filter((name) => !carries(resource.fields, name) && scope.prints(entity, name));
  return missing.length === 0 ? row : completeAll(row, missing);
}

async function completeAll<Row extends Placed>(row: Row, names: readonly string[]): Promise<Row> {
  const { scope, entity, resource, needs } = row[origin];
  const key = keyOfRow(row, resource);
  const lacking = [...needs, ...names].filter(
    (name) => !carries(resource.fields, name) && scope.prints(entity, name),
  );
  const full = key === undefined ? null : await scope.load(entity, key, new Set(lacking), names);
  // A row that is gone by now keeps what was read of it.
  if (!full) return row;
  const { fields } = full[origin].resource;
  if (!names.some((name) => carries(fields, name))) return row;
  const values = await Promise.all(names.map(async (name) => [name, await read(full, name)] as const));
  return { ...row, ...Object.fromEntries(values) };
}
