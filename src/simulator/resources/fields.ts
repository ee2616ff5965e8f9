import type { Row } from '../api.js';
import { modelNamed, type ColumnType } from '../database/model.js';
import { printDate } from '../values/dates.js';
import { printJsonColumn } from '../values/json-column.js';
import { crash } from '../values/refusals.js';
import type { FieldDeclaration, Reader } from './declaration.js';

const KEYED_BY: Readonly<Record<string, string>> = { publisher: 'name' };
const PREFIX = '/rundb/api/v1';

/** URI of a row. docs/rundb.md, "Relations on the wire" */
export function uriOf(resource: string, key: unknown, prefix = PREFIX): string {
  return `${prefix}/${resource}/${String(key)}/`;
}

/** Where a resource lists its rows. */
export function uriOfList(resource: string): string {
  return `${PREFIX}/${resource}/`;
}

/** Prints a stored value as its column's type demands. docs/rundb.md, "Values" */
export function printColumn(type: ColumnType, stored: unknown): unknown {
  if (type === 'json') return printJsonColumn(stored);
  if (stored === null || stored === undefined) return null;
  if (type === 'bigint') return String(stored);
  if (type === 'float' && typeof stored === 'number') return Number(stored.toPrecision(15));
  return type === 'datetime' && typeof stored === 'string' ? printDate(stored) : stored;
}

/** A computed field. Without an attribute it can be neither filtered nor ordered by. */
export function computed(read: Reader, attribute: string | null = null): FieldDeclaration {
  return { attribute, read };
}

/** URI of the row that a foreign key points at, existing or not. */
export function toOne(relation: string, resource: string): FieldDeclaration {
  const read: Reader = (row, { database }) => {
    const key = row[relation];
    if (key === null || key === undefined) return null;
    const column = KEYED_BY[resource];
    return uriOf(resource, column === undefined ? key : database.table(resource).get(key)?.[column]);
  };
  return { attribute: relation, resource, read };
}

/** URI of the one row that leads back here. */
export function toOneBack(model: string, relation: string, resource: string): FieldDeclaration {
  const read: Reader = (row, { database }) => {
    const found = database.one(model, row, relation);
    return found === undefined ? null : uriOf(resource, found['id']);
  };
  return { attribute: relation, resource, read };
}

/** Every URI of the rows that a relation leads to. */
export function toMany(model: string, relation: string, resource: string): FieldDeclaration {
  const read: Reader = (row, { database }) =>
    database.many(model, row, relation).map((found) => uriOf(resource, found['id']));
  return { attribute: relation, resource, read };
}

/** The row that a relation leads to, embedded; a crash when rundb cannot do without it. */
export function embedOne(
  model: string,
  relation: string,
  resource: string,
  missing: 'null' | 'crash' = 'null',
): FieldDeclaration {
  const read: Reader = (row, { database, embed }) => {
    const found = database.one(model, row, relation);
    if (found !== undefined) return embed(resource, found);
    if (missing === 'crash') throw crash();
    return null;
  };
  return { attribute: relation, resource, read };
}

/** The rows that a relation leads to, embedded. */
export function embedMany(model: string, relation: string, resource: string): FieldDeclaration {
  const read: Reader = (row, { database, embed }) =>
    database.many(model, row, relation).map((found) => embed(resource, found));
  return { attribute: relation, resource, read };
}

/** A column of a related row, null when there is no such row. */
export function through(model: string, relation: string, column: string): FieldDeclaration {
  const read: Reader = (row, { database }) => {
    const target = database.relation(model, relation).target;
    const type = modelNamed(database.models, target).columns.get(column) ?? 'text';
    return printColumn(type, database.one(model, row, relation)?.[column]);
  };
  return { attribute: `${relation}__${column}`, read };
}

/** The text of a column, empty when it holds none. */
export function textIn(row: Row | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === 'string' ? value : '';
}

/** The object of a JSON column, empty when it holds none. */
export function objectIn(row: Row | undefined, column: string): Record<string, unknown> {
  return asObject(printJsonColumn(row?.[column]));
}

export function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
