import { carries, origin, type Placed, wireValue } from './rows.js';
import { keyOfRow } from './scope.js';

/**
 * The value of a wire field: from the row if it has it, else from the lightest resource that prints it, together
 * with whatever else the operation needs of such rows. Null where no resource of this server gives it.
 */
export function read(row: Placed, name: string): unknown {
  const value = wireValue(row, name);
  return value !== undefined ? value : complete(row, name);
}

/** The same for several fields; a promise only if one of them has to be asked for. */
export function readAll<Row extends Placed>(row: Row, names: readonly string[]): Row | Promise<Row> {
  const missing = names.filter((name) => wireValue(row, name) === undefined && !isAbsent(row, name));
  return missing.length === 0 ? row : completeAll(row, missing);
}

/** The resource prints the field, but this server (an older version) does not. */
function isAbsent(row: Placed, name: string): boolean {
  return carries(row[origin].resource.fields, name);
}

function complete(row: Placed, name: string): unknown {
  if (isAbsent(row, name)) return null;
  return completeAll(row, [name]).then((full) => wireValue(full, name) ?? null);
}

async function completeAll<Row extends Placed>(row: Row, names: readonly string[]): Promise<Row> {
  const { scope, entity, resource, needs } = row[origin];
  const key = keyOfRow(row, resource);
  if (key === undefined) return row;
  const lacking = new Set([...needs, ...names].filter((name) => !carries(resource.fields, name)));
  const full = await scope.load(entity, key, lacking);
  return full ? { ...full, ...row } : row;
}
