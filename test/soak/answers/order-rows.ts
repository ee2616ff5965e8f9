import { isInputObjectType, isObjectType } from 'graphql';
import { columnPath } from './columns.js';
import type { FilterPlace } from './filter-rows.js';
import type { LabRow } from './lab-data.js';
import { refuse } from './refused.js';
import { compareForOrder } from './stored-values.js';

export interface OrderKey {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

const MOST_KEYS = 3;

/** The column that `TIME_STAMP` orders by: that of the field or filter `timeStamp`. */
export function columnOfOrder({ schema, lab }: FilterPlace, type: string, field: string): string {
  const [shown, filter] = [schema.getType(type), schema.getType(`${type}Filter`)];
  const names = [
    ...(isObjectType(shown) ? Object.keys(shown.getFields()) : []),
    ...(isInputObjectType(filter) ? Object.keys(filter.getFields()) : []),
  ];
  const name = names.find((candidate) => candidate.toUpperCase() === field.replaceAll('_', ''));
  const column = name === undefined ? undefined : columnPath(type, name, lab.columns(type));
  if (column === undefined) throw new Error(`${type} has no column for ${field}`);
  return column;
}

interface Key {
  readonly column: string;
  readonly falling: boolean;
}

/** Each column once, where it comes first; behind the number no two rows are equal. */
function keysOf(place: FilterPlace, type: string, orderBy: readonly OrderKey[]): Key[] {
  const keys: Key[] = [];
  for (const { field, direction } of orderBy) {
    const column = columnOfOrder(place, type, field);
    if (keys.some((key) => key.column === column || key.column === 'id')) continue;
    keys.push({ column, falling: direction === 'DESC' });
  }
  return keys;
}

/** The rows in the order asked; ties end by the key, in the direction of the last order. */
export function orderRows(
  place: FilterPlace,
  type: string,
  rows: readonly LabRow[],
  orderBy: readonly OrderKey[],
): LabRow[] {
  if (orderBy.length > MOST_KEYS) throw refuse('too many orders');
  const keys = keysOf(place, type, orderBy);
  const tie = {
    column: type === 'Rig' || type === 'Location' ? 'name' : 'id',
    falling: keys.at(-1)?.falling ?? true,
  };
  return rows.toSorted((one, other) => {
    for (const { column, falling } of [...keys, tie]) {
      const difference = compareForOrder(one.stored[column], other.stored[column]);
      if (difference !== 0) return falling ? -difference : difference;
    }
    return 0;
  });
}
