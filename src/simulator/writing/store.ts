import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { modelNamed, type Relation } from '../database/model.js';
import type { Table } from '../database/table.js';
import { storeDate } from '../values/dates.js';
import type { ColumnRules } from './column-rules.js';
import { ConstraintError } from './constraint-error.js';
import { findPointers, type Pointers } from './foreign-keys.js';
import { Sequences } from './sequences.js';

/** Changes a lab's rows as Django and PostgreSQL would. The tables stay the only state. */
export class Store {
  private readonly sequences = new Sequences();
  private readonly pointers: ReadonlyMap<string, Pointers>;
  /** How to take back what the transaction under way has done, oldest first. */
  private undoing: (() => void)[] | undefined;

  constructor(
    readonly database: Database,
    private readonly rulesOf: (model: string) => ColumnRules,
    private readonly now: () => Date,
  ) {
    this.pointers = findPointers(database.models);
  }

  /**
   * Stores a new row: columns that are not given hold their defaults, the key the next number of its sequence unless it
   * is given. Throws a ConstraintError for a value that is taken or missing; the number is used up all the same.
   */
  insert(model: string, values: Row): Row {
    const table = this.database.table(model);
    const rules = this.rulesOf(model);
    const moments = this.moments(table.model.touched);
    const row: Row = { ...rules.defaults, ...this.moments(rules.made), ...values, ...moments };
    this.giveKey(table, row);
    this.check(table, row, row);
    this.put(table, row);
    return row;
  }

  /** What the columns of a new row hold when nothing is given. */
  defaultsOf(model: string): Row {
    return this.rulesOf(model).defaults;
  }

  /** Whether a column may not hold null. */
  isRequired(model: string, column: string): boolean {
    return this.rulesOf(model).required.has(column);
  }

  /** Changes columns of a stored row. Throws a ConstraintError for a value that is taken or missing. */
  update(model: string, row: Row, values: Row): void {
    const table = this.database.table(model);
    const changed: Row = { ...values, ...this.moments(table.model.touched) };
    this.check(table, { ...row, ...changed }, changed, row);
    const before = Object.fromEntries(Object.keys(changed).map((column) => [column, row[column]]));
    table.change(row, changed);
    this.undoing?.push(() => table.change(row, before));
  }

  /** Removes a row with every row and link that cannot be without it. */
  remove(model: string, row: Row): void {
    const table = this.database.table(model);
    const key = row[table.model.key];
    if (table.get(key) !== row) return;
    this.drop(table, row);
    const { keys, links } = this.pointers.get(model) ?? { keys: [], links: [] };
    for (const { table: name, column } of links) {
      const table = this.database.table(name);
      for (const link of [...table.find(column, key)]) this.drop(table, link);
    }
    for (const { model: source, column, onDelete } of keys) {
      for (const pointing of [...this.database.table(source).find(column, key)]) {
        if (onDelete === 'empty') this.update(source, pointing, { [column]: null });
        else this.remove(source, pointing);
      }
    }
  }

  /** Links a row to rows of a relation to many; links that are there already stay as they are. */
  link(model: string, row: Row, name: string, targets: readonly Row[]): void {
    const relation = this.database.relation(model, name);
    const linked = new Set(this.database.linked(row, relation));
    const others = new Set(targets.filter((target) => !linked.has(target)));
    for (const target of others) this.join(row, relation, target);
  }

  /** Ends the links of a row to rows of a relation to many. */
  unlink(model: string, row: Row, name: string, targets: readonly Row[]): void {
    const relation = this.database.relation(model, name);
    for (const target of targets) this.part(row, relation, target);
  }

  /** Ends all links of a row in a relation to many, and makes new ones in the order given. */
  replaceLinks(model: string, row: Row, name: string, targets: readonly Row[]): void {
    this.unlink(model, row, name, this.database.linked(row, this.database.relation(model, name)));
    this.link(model, row, name, targets);
  }

  /** Does all of the work, or, when it throws, none of it; only numbers of sequences stay used up. */
  atomically<T>(work: () => T): T {
    const outer = this.undoing;
    const undoing: (() => void)[] = [];
    this.undoing = undoing;
    try {
      const done = work();
      outer?.push(...undoing);
      return done;
    } catch (error) {
      this.undoing = undefined;
      for (const undo of undoing.reverse()) undo();
      throw error;
    } finally {
      this.undoing = outer;
    }
  }

  private giveKey(table: Table, row: Row): void {
    const { key, columns } = table.model;
    if (columns.get(key) === 'text') return void (row[key] ??= '');
    if (row[key] === undefined || row[key] === null) row[key] = this.sequences.next(table);
    else this.sequences.lastOf(table);
  }

  /** Checks the columns of a row that are new against the other rows. */
  private check(table: Table, row: Row, given: Row, itself?: Row): void {
    const { name, key, unique, lengths } = table.model;
    const missing = [...this.rulesOf(name).required].filter(
      (column) => column in given && given[column] === null,
    );
    if (missing.length > 0) throw new ConstraintError(name, missing, 'is missing');
    for (const columns of [[key], ...unique]) {
      if (!columns.some((column) => column in given)) continue;
      if (isTaken(table, columns, row, itself)) throw new ConstraintError(name, columns, 'is taken');
    }
    for (const [column, length] of lengths) {
      const value = given[column];
      if (typeof value === 'string' && [...value].length > length) {
        throw new ConstraintError(name, [column], 'is too long');
      }
    }
  }

  private moments(columns: readonly string[]): Row {
    const now = storeDate(this.now());
    return Object.fromEntries(columns.map((column) => [column, now]));
  }

  private put(table: Table, row: Row): void {
    table.add(row);
    this.undoing?.push(() => table.remove(row));
  }

  private drop(table: Table, row: Row): void {
    table.remove(row);
    this.undoing?.push(() => table.restore(row));
  }

  private keyOf(model: string, row: Row): unknown {
    return row[modelNamed(this.database.models, model).key];
  }

  private join(row: Row, relation: Relation, target: Row): void {
    const key = this.keyOf(relation.source, row);
    const far = this.keyOf(relation.target, target);
    if (relation.kind === 'link') {
      this.put(this.database.table(relation.table), { [relation.from]: key, [relation.to]: far });
    } else if (relation.kind === 'reverse') this.update(relation.target, target, { [relation.column]: key });
    else this.update(relation.source, row, { [relation.column]: far });
  }

  private part(row: Row, relation: Relation, target: Row): void {
    if (relation.kind === 'reverse') return this.update(relation.target, target, { [relation.column]: null });
    if (relation.kind === 'forward') return this.update(relation.source, row, { [relation.column]: null });
    const table = this.database.table(relation.table);
    const far = this.keyOf(relation.target, target);
    const links = table.find(relation.from, this.keyOf(relation.source, row));
    for (const link of links.filter((found) => found[relation.to] === far)) this.drop(table, link);
  }
}

/** Whether another row holds the same values; null equals nothing. */
function isTaken(table: Table, columns: readonly string[], row: Row, itself: Row | undefined): boolean {
  const [first = ''] = columns;
  if (columns.some((column) => row[column] === null || row[column] === undefined)) return false;
  return table
    .find(first, row[first])
    .some((other) => other !== itself && columns.every((column) => other[column] === row[column]));
}
