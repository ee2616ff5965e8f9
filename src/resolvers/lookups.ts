import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { ClientError } from '../errors.js';
import type { EntityName, Source } from '../loaders/entities.js';
import { lightestSource } from '../loaders/projection.js';
import type { AnyRow } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import { lookup, UnsendableValueError } from '../rundb/lookup.js';
import type { Parameters } from '../rundb/resource.js';
import { placeOf, serverFor } from './node.js';
import { needsOf } from './selection.js';

type Named = string | null | undefined;

/** The row of a global id or rundb number; null if there is none. */
export async function loadById(
  entity: EntityName,
  id: string,
  server: Named,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<AnyRow | null> {
  const place = placeOf(context, entity, id, server);
  return place ? place.scope.load(entity, place.key, needsOf(info)) : null;
}

/** A look-up by a natural key. */
export interface NaturalKey {
  readonly entity: EntityName;
  /** Wire field that holds the key. */
  readonly column: string;
  readonly value: string;
  /** Which of several rows is meant, as an order; without it several rows are an error. */
  readonly prefer?: Parameters;
}

/** The one row of a natural key, on the named server or else on all; several rows are AMBIGUOUS, never the first. */
export async function loadByName(
  key: NaturalKey,
  server: Named,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<AnyRow | null> {
  const scopes =
    server === null || server === undefined ? [...context.servers.values()] : [serverFor(context, server)];
  const found = (await Promise.all(scopes.map((scope) => findIn(scope, key, info)))).flat();
  const [first, ...others] = found;
  if (others.length > 0) throw ambiguous(key);
  return first ?? null;
}

async function findIn(scope: ServerScope, key: NaturalKey, info: GraphQLResolveInfo): Promise<AnyRow[]> {
  const needs = needsOf(info);
  const source = lightestSource(key.entity, needs, (able) => knows(able, key));
  const parameters = source && parametersOf(source, key);
  if (!source || !parameters) return [];
  const limit = key.prefer ? '1' : '2';
  const page = await scope.client.page(source.resource, [...parameters, ['limit', limit]]);
  return scope.placePage(key.entity, source, page, needs);
}

function knows({ resource }: Source, { column, prefer = [] }: NaturalKey): boolean {
  const orders = prefer.map(([, name]) => resource.fields[name.replace(/^-/, '')]);
  return resource.fields[column]?.filter === 'F' && orders.every((field) => field?.order === true);
}

/** Undefined where no row can have such a name. Runs are looked for among runs; any plan may be asked by its key. */
function parametersOf({ resource, base }: Source, { entity, column, value, prefer = [] }: NaturalKey) {
  try {
    const found = lookup(column, resource.fields[column]?.kind ?? 'text', 'eq', value);
    return found === 'nothing' ? undefined : [...(entity === 'Plan' ? [] : base), ...found, ...prefer];
  } catch (error) {
    if (error instanceof UnsendableValueError) return undefined;
    throw error;
  }
}

function ambiguous({ entity, column, value }: NaturalKey): ClientError {
  const message = `Several rows have the ${column} "${value.slice(0, 80)}"; ask by id, or list them with a filter.`;
  return new ClientError('AMBIGUOUS', `${entity}: ${message}`);
}
