import type { Row } from '../api.js';
import { compareNullable } from '../values/compare.js';
import type { Changes } from './changes.js';
import type { Model } from './model.js';

const NONE: readonly Row[] = [];

/** The rows of one model, in the order in which PostgreSQL would find them, with indexes made when first asked. */
export class Table {
  private readonly stored: Row[] = [];
  private readonly indexes = new Map<string, Map<unknown, Row[]>>();
  /** Numbers rise in the order of the rows; made when first asked. */
  private places: Map<Row, number> | undefined;
  private readonly formerPlaces = new WeakMap<Row, number>();
  private nextPlace = 0;
  private readonly orders = new Map<string, readonly Row[]>();

  constructor(
    readonly model: Model,
    private readonly changes: Changes,
  ) {}

  get rows(): readonly Row[] {
    return this.stored;
  }

  /** Rows by falling primary key, the order of every list that asks for none. */
  get newestFirst(): readonly Row[] {
    return this.orderedBy(this.model.key, true);
  }

  /** Rows by one column, equals as the table has them; nulls last when rising, first when falling. */
  orderedBy(column: string, falling: boolean): readonly Row[] {
    const name = `${falling ? '-' : ''}${column}`;
    const known = this.orders.get(name);
    if (known !== undefined) return known;
    const type = this.model.columns.get(column) ?? 'text';
    const sign = falling ? -1 : 1;
    const ordered = [...this.stored].sort((a, b) => sign * compareNullable(type, a[column], b[column]));
    this.orders.set(name, ordered);
    return ordered;
  }

  /** The row with this primary key. */
  get(key: unknown): Row | undefined {
    return this.find(this.model.key, key)[0];
  }

  /** Rows whose column holds this value. */
  find(column: string, value: unknown): readonly Row[] {
    return this.index(column).get(value) ?? NONE;
  }

  /** Where the row stands or stood in the table's file: the order in which it is found when none is asked. */
  placeOf(row: Row): number {
    return this.currentPlaces().get(row) ?? this.formerPlaces.get(row) ?? this.nextPlace;
  }

  add(row: Row): void {
    this.stored.push(row);
    this.places?.set(row, this.nextPlace++);
    this.noteChange();
    for (const [column, index] of this.indexes) put(index, row[column], row);
  }

  /** Adds many rows; the indexes are made anew when next asked. */
  addAll(rows: readonly Row[]): void {
    for (const row of rows) this.stored.push(row);
    this.places = undefined;
    this.noteChange();
    this.indexes.clear();
  }

  /** Changes columns of a stored row. */
  change(row: Row, values: Row): void {
    this.noteChange();
    for (const [column, index] of this.indexes) {
      if (!(column in values)) continue;
      take(index, row[column], row);
      put(index, values[column], row);
    }
    Object.assign(row, values);
  }

  remove(row: Row): void {
    const place = this.stored.indexOf(row);
    if (place < 0) return;
    this.formerPlaces.set(row, this.placeOf(row));
    this.places?.delete(row);
    this.stored.splice(place, 1);
    this.noteChange();
    for (const [column, index] of this.indexes) take(index, row[column], row);
  }

  /** Puts a row that was removed back where it stood. */
  restore(row: Row): void {
    const place = this.placeOf(row);
    this.places?.set(row, place);
    const after = this.stored.findIndex((other) => this.placeOf(other) > place);
    this.stored.splice(after < 0 ? this.stored.length : after, 0, row);
    this.noteChange();
    this.indexes.clear();
  }

  private noteChange(): void {
    this.orders.clear();
    this.changes.note();
  }

  private currentPlaces(): Map<Row, number> {
    if (this.places !== undefined) return this.places;
    this.places = new Map(this.stored.map((row, place) => [row, place]));
    this.nextPlace = this.stored.length;
    return this.places;
  }

  private index(column: string): Map<unknown, Row[]> {
    const known = this.indexes.get(column);
    if (known !== undefined) return known;
    const index = new Map<unknown, Row[]>();
    for (const row of this.stored) put(index, row[column], row);
    this.indexes.set(column, index);
    return index;
  }
}

function put(index: Map<unknown, Row[]>, value: unknown, row: Row): void {
  const rows = index.get(value);
  if (rows === undefined) index.set(value, [row]);
  else rows.push(row);
}

function take(index: Map<unknown, Row[]>, value: unknown, row: Row): void {
  const rows = index.get(value);
  const place = rows?.indexOf(row) ?? -1;
  if (rows !== undefined && place >= 0) rows.splice(place, 1);
}
