import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { EntityName } from '../loaders/entities.js';
import {
  carries,
  type EntityRows,
  keyOfRow,
  origin,
  place,
  type Placed,
  wireValue,
} from '../loaders/rows.js';
import { read } from '../loaders/read.js';
import type { Key, Relation, ServerScope } from '../loaders/scope.js';
import { isRowFault, LostRow } from '../rundb/row-fault.js';
import { keyOf } from '../rundb/values.js';
import { isKept, isLost, withoutAnyLost, withoutLost } from './left-out.js';
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
  for (const { relation, needs: ofChild, embeddedAs } of childrenOf(info, type)) {
    const isEmbedded = embeddedAs !== undefined && fields[embeddedAs]?.kind === 'embedded';
    if (!isEmbedded) scope.prefetch(relation, key, ofChild);
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
  const full = own === undefined ? null : await scope.load(entity, own, new Set([...needs, name]), [name]);
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
  const { scope } = row[origin];
  const rows = await loadEach(links.map(keyOf), (key) => loadByKey(scope, entity, key, info));
  return withoutLost(rows, scope, info);
}

/** The rows of these keys, as far as there are such; a LostRow for one that rundb fails to print. */
async function loadEach<Row extends object>(
  keys: readonly (Key | undefined)[],
  load: (key: Key) => Promise<Row | null>,
): Promise<(Row | LostRow)[]> {
  const known = keys.filter((key) => key !== undefined);
  const rows = await Promise.all(known.map((key) => load(key).catch(lostRow)));
  return rows.filter((found) => found !== null);
}

function lostRow(error: unknown): LostRow {
  if (isRowFault(error)) return new LostRow(error);
  throw error;
}

/** Rows that name this row as their parent, newest first; `embeddedAs` is a field that may hold them already. */
export function loadRelated<E extends EntityName>(
  row: Placed,
  relation: Relation<E>,
  info: GraphQLResolveInfo,
  embeddedAs?: string,
): Promise<EntityRows[E][]> {
  return findRelated(row, relation, needsOf(info), embeddedAs).then((rows) =>
    withoutLost(rows, row[origin].scope, info),
  );
}

/**
 * The same where a value is made of the rows, and what is needed of them is not what the selection says.
 * @throws RundbError where rundb fails to print one of them: without it the value would be another
 */
export async function loadNeeded<E extends EntityName>(
  row: Placed,
  relation: Relation<E>,
  needs: ReadonlySet<string>,
  embeddedAs?: string,
): Promise<EntityRows[E][]> {
  return withoutAnyLost(await findRelated(row, relation, needs, embeddedAs));
}

/** The same, with a LostRow for each that rundb fails to print. */
export function findRelated<E extends EntityName>(
  row: Placed,
  relation: Relation<E>,
  needs: ReadonlySet<string>,
  embeddedAs?: string,
): Promise<(EntityRows[E] | LostRow)[]> {
  const embedded = embeddedAs && embeddedRows(row, relation.entity, embeddedAs, needs);
  if (embedded) return Promise.resolve(embedded);
  const { resource, scope } = row[origin];
  const key = keyOfRow(row, resource);
  if (key === undefined) return Promise.resolve([]);
  const found = scope.related(relation, key, needs, row);
  if (embeddedAs === undefined) return found;
  return found.then((rows) =>
    rows.some(isLost) ? findLinked(row, relation, embeddedAs, rows, needs) : rows,
  );
}

/** The same rows, those that were lost by their keys, as the parent's field links them: another resource may print them. */
async function findLinked<E extends EntityName>(
  row: Placed,
  { entity, resource }: Relation<E>,
  name: string,
  found: readonly (EntityRows[E] | LostRow)[],
  needs: ReadonlySet<string>,
): Promise<(EntityRows[E] | LostRow)[]> {
  const present = found.filter(isKept);
  const keys = new Set(present.map((child) => keyOfRow(child, resource)));
  const links = [(await read(row, name)) ?? []].flat().map(keyOf);
  const missing = links.filter((key) => !keys.has(key));
  const others = await loadEach(missing, (key) => row[origin].scope.load(entity, key, needs));
  return others.length > 0 ? [...present, ...others] : [...found];
}
