import type { ColumnType, Model } from '../database/model.js';
import type { FieldDeclaration, ResourceDeclaration } from './declaration.js';
import { printColumn, uriOf } from './fields.js';
import type { Schema } from './schemas.js';

/** Every field of the schema: as declared, or a column of the same name. */
export function collectFields(
  declaration: ResourceDeclaration,
  model: Model,
  described: Schema,
): ReadonlyMap<string, FieldDeclaration> {
  const fields = new Map<string, FieldDeclaration>();
  for (const name of [...described.fields.keys()].sort(byCodePoint)) {
    const type = model.columns.get(name);
    const declared = declaration.fields?.[name];
    if (declared !== undefined) fields.set(name, declared);
    else if (name === 'resource_uri') fields.set(name, ownUri(declaration, model));
    else if (type !== undefined) fields.set(name, columnField(name, type));
  }
  return fields;
}

function ownUri(declaration: ResourceDeclaration, model: Model): FieldDeclaration {
  const { name, keyedBy, prefix, unregistered } = declaration;
  if (unregistered !== undefined) return { attribute: null, read: () => '' };
  return { attribute: null, read: (row) => uriOf(name, row[keyedBy ?? model.key], prefix) };
}

function columnField(name: string, type: ColumnType): FieldDeclaration {
  return { attribute: name, read: (row) => printColumn(type, row[name]) };
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
