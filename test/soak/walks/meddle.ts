import type { Row } from '../../../src/simulator/api.js';
import { ConstraintError } from '../../../src/simulator/writing/constraint-error.js';
import type { Dice } from '../simulator/dice.js';
import { insertLike } from './insert-like.js';
import { changesOf } from './prepare-lab.js';
import { adopt, keyColumnOf, listedRows, type Place } from './tables.js';

/** Most rows that come, go and change each, besides what the lab itself does. */
const MOST = 2;
/** How often the lab goes on by a step: after thousands of walks it would be another, much larger one. */
const STEPS = 0.2;
/** Tables that are no shorter may lose rows that the lab came with: nothing else is built on each of them. */
const LONG = 200;

/** What is under way while somebody reads: the lab goes on, rows of the list come, go and change. */
export interface Meddler {
  readonly dice: Dice;
  /** Rows that must stay, for others are listed below them. */
  readonly parents: ReadonlySet<Row | undefined>;
  /** Rows that came with the lab, by table. */
  readonly original: ReadonlyMap<string, ReadonlySet<Row>>;
}

export function meddle(place: Place, meddler: Meddler): void {
  const { lab } = place;
  const { dice } = meddler;
  if (dice.chance(STEPS)) lab.tick();
  for (let count = dice.below(MOST + 1); count > 0; count--) attempt(() => come(place, dice));
  for (let count = dice.below(MOST + 1); count > 0; count--) attempt(() => go(place, meddler));
  for (let count = dice.below(MOST + 1); count > 0; count--) attempt(() => change(place, dice));
}

/** What the database refuses does not happen. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
  }
}

function come(place: Place, dice: Dice): void {
  const { lab, table, connection } = place;
  const row = insertLike(lab, dice, table);
  if (connection.entity === 'BarcodeSet') lab.store.update(table, row, { name: `Set ${lab.random.code(4)}` });
  adopt(place, row);
}

function go(place: Place, { dice, parents, original }: Meddler): void {
  const { lab, table, connection } = place;
  const first = original.get(table);
  const isSpare = (row: Row) => !parents.has(row) && (lab.rows(table).length >= LONG || !first?.has(row));
  const spare = listedRows(place).filter(isSpare);
  if (spare.length === 0) return;
  const row = dice.pick(spare);
  const column = keyColumnOf(connection.entity);
  const key = row[column];
  // A barcode set goes with the last of its barcodes.
  for (const each of lab.rows(table).filter((other) => other[column] === key)) lab.store.remove(table, each);
}

function change(place: Place, dice: Dice): void {
  const { lab, table, connection } = place;
  const rows = listedRows(place);
  const changes = changesOf(lab, connection.entity, dice.pick(connection.orders));
  if (changes === undefined || rows.length === 0) return;
  lab.store.update(table, dice.pick(rows), { [changes.column]: dice.pick(changes.values) });
}
