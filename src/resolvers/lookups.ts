import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { ClientError } from '../errors.js';
import type { EntityName, Source } from '../loaders/entities.js';
import { type EntityRows, origin, type Placed } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import { UnsendableValueError } from '../rundb/error.js';
import { lookup } from '../rundb/lookup.js';
import type { Parameters } from '../rundb/resource.js';
import { isRun } from './experiment.js';
import { isKept, isLost } from './left-out.js';
import { type Place, placeOf, serverFor } from './node.js';
import { loadByKey } from './relations.js';
import { needsOf } from './selection.js';

type Named = string | null | undefined;

/** The row of a global id or rundb number; null if there is none. */
export async function loadById<E extends EntityName>(
  entity: E,
  id: string,
  server: Named,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<EntityRows[E] | null> {
  const place = placeOf(context, entity, id, server);
  return place ? loadShown(place, entity, info) : null;
}

/** A row that the graph shows: of the rows of `experiment`, only those that are runs. */
export async function loadShown<E extends EntityName>(
  place: Place,
  entity: E,
  info: GraphQLResolveInfo,
  type?: GraphQLObjectType,
): Promise<EntityRows[E] | null> {
  const row = await loadByKey(place.scope, entity, place.key, info, type);
  return row && isShown(row) ? row : null;
}

function isShown(row: Placed): boolean {
  return row[origin].entity !== 'Experiment' || isRun(row);
}

/** A look-up by a natural key. */
export interface NaturalKey<E extends EntityName = EntityName> {
  readonly entity: E;
  /** Wire field that holds the key. */
  readonly column: string;
  readonly value: string;
  /** Which of several rows is meant, as an order; without it several rows are an error. */
  readonly prefer?: Parameters;
}

/** The one row of a natural key, on the named server or else on all; several rows are AMBIGUOUS, never the first. */
export async function loadByName<E extends EntityName>(
  key: NaturalKey<E>,
  server: Named,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<EntityRows[E] | null> {
  const scopes =
    server === null || server === undefined ? [...context.servers.values()] : [serverFor(context, server)];
  const found = (await Promise.all(scopes.map((scope) => findIn(scope, key, info)))).flat();
  const [first, ...others] = found;
  if (others.length > 0) throw ambiguous(key);
  return first ?? null;
}

async function findIn<E extends EntityName>(
  scope: ServerScope,
  key: NaturalKey<E>,
  info: GraphQLResolveInfo,
): Promise<EntityRows[E][]> {
  const needs = needsOf(info);
  const waiting = scope.ready();
  if (waiting) await waiting;
  const sources = scope.inTurn(key.entity, needs, (able) => knows(able, key));
  const [first, ...others] = sources.flatMap((source) => {
    const parameters = parametersOf(source, key);
    return parameters ? [{ source, parameters }] : [];
  });
  if (!first) return [];
  const stretch = { first: key.prefer ? 1 : 2, offset: 0 };
  const { rows } = await scope.list(key.entity, [first, ...others], needs, stretch);
  const found = rows.filter(isKept);
  const lost = rows.find(isLost);
  // One that cannot be shown counts all the same where several rows are an error.
  if (lost && found.length > 0) throw ambiguous(key);
  if (lost) throw lost.fault;
  return found;
}

function knows({ resource }: Source, { column, prefer = [] }: NaturalKey): boolean {
  const orders = prefer.map(([, name]) => resource.fields[name.replace(/^-/, '')]);
  return resource.fields[column]?.filter === 'F' && orders.every((field) => field?.order === true);
}

/** Undefined where no row can have such a name. Runs are looked for among runs. */
function parametersOf({ resource, base }: Source, { column, value, prefer = [] }: NaturalKey) {
  try {
    const found = lookup(column, resource.fields[column]?.kind ?? 'text', 'eq', value);
    return found === 'nothing' ? undefined : [...base, ...found, ...prefer];
  } catch (error) {
    if (error instanceof UnsendableValueError) return undefined;
    throw error;
  }
}

function ambiguous({ entity, column, value }: NaturalKey): ClientError {
  const message = `Several rows have the ${column} "${value.slice(0, 80)}"; ask by id, or list them with a filter.`;
  return new ClientError('AMBIGUOUS', `${entity}: ${message}`);
}
