import type { Lab, Row } from '../../../src/simulator/api.js';
import type { Dice } from '../simulator/dice.js';
import { type Connection, connections } from './connections.js';
import { insertLike } from './insert-like.js';
import { valuesOf } from './odd-values.js';
import { adopt, listedRows, orderColumnOf, type Place, tableOf } from './tables.js';

/** A list takes several pages. */
const FEWEST_ROWS = 30;
/** Rows that stay as the lab has them. */
const UNTOUCHED = 0.2;

/** Columns that say which lists hold the row, or that the lab's life goes by. */
export const FIXED: Readonly<Record<string, readonly string[]>> = {
  experiment: ['status', 'expDir', 'expName', 'pgmName', 'unique'],
  plannedexperiment: ['isReusable'],
  dnabarcode: ['name'],
  plugin: ['active'],
  referencegenome: ['index_version'],
};

/** Makes lists long enough, and their rows alike in all columns that lists are ordered by. */
export function prepareLab(lab: Lab, dice: Dice): readonly Place[] {
  const places = connections.map((connection) => ({ connection, table: tableOf(connection.entity) }));
  for (const { table } of places) fill(lab, dice, table);
  const found = places.map(({ connection, table }) => ({
    lab,
    connection,
    table,
    parent: chooseParent(lab, dice, connection),
  }));
  for (const place of found) spread(place, dice);
  for (const { entity, orders } of mostOrders(connections)) alike(lab, dice, entity, orders);
  return found;
}

function fill(lab: Lab, dice: Dice, table: string): void {
  while (lab.rows(table).length < FEWEST_ROWS) insertLike(lab, dice, table);
}

function chooseParent(lab: Lab, dice: Dice, { owner }: Connection): Row | undefined {
  return owner === 'Query' ? undefined : dice.pick(lab.rows(tableOf(owner)));
}

/** Gives the parent enough of the rows that others have. */
function spread(place: Place, dice: Dice): void {
  if (place.parent === undefined) return;
  for (let tries = 0; tries < 20 * FEWEST_ROWS && listedRows(place).length < FEWEST_ROWS; tries++)
    adopt(place, dice.pick(place.lab.rows(place.table)));
}

/** One connection of each type. */
function mostOrders(all: readonly Connection[]): readonly Connection[] {
  return [...new Map(all.map((connection) => [connection.entity, connection])).values()];
}

function alike(lab: Lab, dice: Dice, entity: string, orders: readonly string[]): void {
  const table = tableOf(entity);
  for (const order of orders) {
    const values = changesOf(lab, entity, order);
    if (values === undefined) continue;
    for (const row of lab.rows(table)) {
      if (!dice.chance(UNTOUCHED))
        lab.store.database.table(table).change(row, { [values.column]: dice.pick(values.values) });
    }
  }
}

export interface Changes {
  readonly column: string;
  readonly values: readonly unknown[];
}

/** What the column of an order may be changed to; undefined where it had better stay. */
export function changesOf(lab: Lab, entity: string, order: string): Changes | undefined {
  const table = tableOf(entity);
  const { name, type } = orderColumnOf(lab, entity, order);
  const { key, unique } = lab.store.database.table(table).model;
  const isFixed = name === key || unique.flat().includes(name) || FIXED[table]?.includes(name) === true;
  if (isFixed) return undefined;
  return { column: name, values: valuesOf(type, lab.store.isRequired(table, name)) };
}
