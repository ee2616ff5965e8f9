import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { EntityName } from '../loaders/entities.js';
import { carries, type EntityRows, origin, place, type Placed, wireValue } from '../loaders/rows.js';
import { type Key, keyOfRow, type Relation, type ServerScope } from '../loaders/scope.js';
import { keyOf } from '../rundb/values.js';
import { childrenOf, needsOf } from './selection.js';

/**
 * The rows printed inside a wire field, if they show all that is asked of them; undefined where they have to be
 * asked for. Null, or no rows, is an answer: there are none.
 */
function embeddedRows<E extends EntityName>(
  row: Placed,
  entity: E,
  name: string,
  needs: ReadonlySet<string>,
): EntityRows[E][] | undefined {
  const { scope, resource } = row[origin];
  const value = wireValue(row, name);
  const field = resource.fields[name];
  if (field?.kind !== 'embedded' || !field.fields || value === undefined) return undefined;
  const { fields } = field;
  const from = { scope, entity, resource: { name: field.to ?? name, fields }, needs };
  const rows = [value ?? []].flat() as object[];
  const isEnough = rows.length === 0 || [...needs].every((need) => carries(fields, need));
  return isEnough ? rows.map((embedded) => place(embedded, from)) : undefined;
}

/** A row by key, and at the same time what the selection asks for by that key. */
export function loadByKey<E extends EntityName>(
  scope: ServerScope,
  entity: E,
  key: Key,
  info: GraphQLResolveInfo,
  type?: GraphQLObjectType,
): Promise<EntityRows[E] | null> {
  const waiting = scope.ready();
  return waiting
    ? waiting.then(() => loadWithChildren(scope, entity, key, info, type))
    : loadWithChildren(scope, entity, key, info, type);
}

function loadWithChildren<E extends EntityName>(
  scope: ServerScope,
  entity: E,
  key: Key,
  info: GraphQLResolveInfo,
  type?: GraphQLObjectType,
): Promise<EntityRows[E] | null> {
  const needs = needsOf(info, type);
  const row = scope.load(entity, key, needs);
  const fields = scope.lightest(entity, needs)?.resource.fields ?? {};
  for (const { relation, embeddedAs } of childrenOf(info, type)) {
    const isEmbedded = embeddedAs !== undefined && fields[embeddedAs]?.kind === 'embedded';
    if (!isEmbedded) scope.prefetch(relation, key);
  }
  return row;
}

/** The row at the other end of a wire field: embedded, or from the lightest resource that shows what is asked. */
export async function loadLink<E extends EntityName>(
  row: Placed,
  entity: E,
  name: string,
  info: GraphQLResolveInfo,
): Promise<EntityRows[E] | null> {
  const embedded = embeddedRows(row, entity, name, needsOf(info));
  if (embedded) return embedded[0] ?? null;
  const key = await keyOfLink(row, name);
  return key === undefined ? null : loadByKey(row[origin].scope, entity, key, info);
}

/**
 * The key of the row at the other end of a wire field. Some rows are printed inside others without it: then the row
 * that holds them is asked of a resource that prints the link. docs/rundb.md, "compositeresult"
 */
export async function keyOfLink(row: Placed, name: string): Promise<Key | undefined> {
  const link = wireValue(row, name);
  const key = keyOf(link);
  if (key !== undefined || typeof link !== 'object' || link === null) return key;
  const { scope, entity, resource, needs } = row[origin];
  const own = keyOfRow(row, resource);
  const full = own === undefined ? null : await scope.load(entity, own, new Set([...needs, name]));
  return full ? keyOf(wireValue(full, name)) : undefined;
}

/** The same for a field of several links; a link to a row that is gone is left out. */
export async function loadLinks<E extends EntityName>(
  row: Placed,
  entity: E,
  name: string,
  info: GraphQLResolveInfo,
): Promise<EntityRows[E][]> {
  const embedded = embeddedRows(row, entity, name, needsOf(info));
  if (embedded) return embedded;
  const links = [wireValue(row, name) ?? []].flat();
  const keys = links.map(keyOf).filter((key) => key !== undefined);
  const { scope } = row[origin];
  const rows = await Promise.all(keys.map((key) => loadByKey(scope, entity, key, info)));
  return rows.filter((found) => found !== null);
}

/** Rows that name this row as their parent, newest first; `embeddedAs` is a field that may hold them already. */
export function loadRelated<E extends EntityName>(
  row: Placed,
  relation: Relation<E>,
  info: GraphQLResolveInfo,
  embeddedAs?: string,
): Promise<EntityRows[E][]> {
  return loadNeeded(row, relation, needsOf(info), embeddedAs);
}

/** The same where what is needed of the rows is not what the selection says. */
export async function loadNeeded<E extends EntityName>(
  row: Placed,
  relation: Relation<E>,
  needs: ReadonlySet<string>,
  embeddedAs?: string,
): Promise<EntityRows[E][]> {
  const embedded = embeddedAs && embeddedRows(row, relation.entity, embeddedAs, needs);
  if (embedded) return embedded;
  const { resource, scope } = row[origin];
  const key = keyOfRow(row, resource);
  return key === undefined ? [] : scope.related(relation, key, needs, row);
}
