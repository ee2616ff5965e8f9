import type { Row } from '../api.js';
import { Changes } from './changes.js';
import { modelNamed, type Models, type Relation } from './model.js';
import { Table } from './table.js';

const NONE: readonly Row[] = [];

/** All tables of a lab, and the ways between their rows. */
export class Database {
  /** Of all tables together. */
  readonly changes = new Changes();
  private readonly tables = new Map<string, Table>();

  constructor(readonly models: Models) {
    for (const model of models.values()) this.tables.set(model.name, new Table(model, this.changes));
  }

  has(name: string): boolean {
    return this.tables.has(name);
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return table;
  }

  /** The rows that a row's relation leads to, in the order in which PostgreSQL finds them. */
  related(row: Row, relation: Relation): readonly Row[] {
    const key = row[modelNamed(this.models, relation.source).key];
    switch (relation.kind) {
      case 'forward':
        return this.forward(relation.target, row[relation.column]);
      case 'reverse':
        return this.table(relation.target).find(relation.column, key);
      case 'link':
        return this.inPlace(relation.target, this.linked(row, relation));
    }
  }

  /** As related, but many-to-many relations in the order in which their links were made. */
  linked(row: Row, relation: Relation): readonly Row[] {
    if (relation.kind !== 'link') return this.related(row, relation);
    return this.table(relation.table)
      .find(relation.from, row[modelNamed(this.models, relation.source).key])
      .flatMap((link) => this.forward(relation.target, link[relation.to]));
  }

  /** The way back: rows of the relation's own table that lead to this row. */
  relating(row: Row, relation: Relation): readonly Row[] {
    const key = row[modelNamed(this.models, relation.target).key];
    switch (relation.kind) {
      case 'forward':
        return this.table(relation.source).find(relation.column, key);
      case 'reverse':
        return this.forward(relation.source, row[relation.column]);
      case 'link':
        return this.table(relation.table)
          .find(relation.to, key)
          .flatMap((link) => this.forward(relation.source, link[relation.from]));
    }
  }

  /** Rows by the name of a relation of their model. */
  many(model: string, row: Row, name: string): readonly Row[] {
    return this.related(row, this.relation(model, name));
  }

  /** As many, in the order in which the links were made. */
  manyAsLinked(model: string, row: Row, name: string): readonly Row[] {
    return this.linked(row, this.relation(model, name));
  }

  /** The one row that a foreign key points at, when it does. */
  one(model: string, row: Row, name: string): Row | undefined {
    return this.many(model, row, name)[0];
  }

  /** A relation by name. Throws when the model has none of that name. */
  relation(model: string, name: string): Relation {
    const relation = modelNamed(this.models, model).relations.get(name);
    if (relation === undefined) throw new Error(`${model} has no relation ${name}`);
    return relation;
  }

  private inPlace(name: string, rows: readonly Row[]): readonly Row[] {
    const table = this.table(name);
    return rows.length < 2 ? rows : [...rows].sort((a, b) => table.placeOf(a) - table.placeOf(b));
  }

  private forward(target: string, key: unknown): readonly Row[] {
    return key === null || key === undefined
      ? NONE
      : this.table(target).find(this.table(target).model.key, key);
  }
}
