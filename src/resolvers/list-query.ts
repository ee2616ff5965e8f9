import { badUserInput, ClientError } from '../errors.js';
import { entities, type EntityName, type Source } from '../loaders/entities.js';
import type { ServerScope } from '../loaders/scope.js';
import type { Parameters } from '../rundb/resource.js';
import { fitRequest } from '../rundb/split.js';
import type { PageArguments } from './arguments.js';
import { columnAt, type Condition, knows, mayRepeat } from './condition.js';
import { cover, whereOf } from './cover.js';
import { nameList } from './cursor.js';
import {
  compileFilter,
  type CompiledFilter,
  type FilterInput,
  type FilterPlace as ListPlace,
  searched,
} from './filter.js';
import { type Group, intersect, keyParameters, type Keys, narrowed } from './found-keys.js';
import { type CompiledOrder, compileOrder, type OrderInput } from './order.js';

/** Arguments that every list takes. */
export interface ListArguments extends PageArguments {
  readonly filter?: FilterInput | null | undefined;
  readonly orderBy?: readonly OrderInput[] | null | undefined;
  readonly servers?: readonly string[] | null | undefined;
}

/** A list of the graph: rows of one entity in one order. */
export interface ListOf<E extends EntityName = EntityName> {
  readonly entity: E;
  readonly defaultOrder: readonly OrderInput[];
  /** Parameters beside the filter, such as a search; each must be known to the resource that is read. */
  readonly also?: Parameters;
}

/** A list of the graph as it is asked of rundb. */
export interface ListQuery {
  readonly source: Source;
  /** Which rows; `nothing` where none can match. */
  readonly where: Parameters | 'nothing';
  /** What rundb gives beside the rows of the list, so that they are picked out of its answer. */
  readonly sift: Sift | undefined;
  readonly order: CompiledOrder;
  /** Wire fields that the rows are to have: what is selected, and what cursors are made of. */
  readonly needs: ReadonlySet<string>;
  /** Names filter and order, whatever resource is read, so that a cursor of another list is noticed. */
  readonly name: string;
}

export interface Sift {
  /** Keys of all rows of the list; undefined where rundb gives these rows alone, but some of them several times. */
  readonly keys: Keys | undefined;
  /** What lists the same rows at the least cost, to count them or to pass over many. */
  readonly lightest: Group;
}

/** A list with everything that is asked of its rows. */
interface Asked {
  readonly entity: EntityName;
  readonly conditions: readonly Condition[];
  readonly order: CompiledOrder;
  readonly needs: ReadonlySet<string>;
}

type Reading = Pick<ListQuery, 'source' | 'where' | 'sift'>;

/**
 * Chooses the lightest resource that knows the filters and the order and shows what is needed. Where none knows all
 * filters, or they do not fit one request, the rows are found by key first.
 */
export async function queryOf<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  place: ListPlace,
  selected: ReadonlySet<string>,
): Promise<ListQuery> {
  const { entity, also = [] } = list;
  const filter = compileFilter(place, entity, args.filter);
  const order = compileOrder(place.schema, entity, orderOf(list, args));
  const needs = new Set([...selected, ...order.keys.map(({ column }) => column)]);
  const name = nameList(entity, also, filter, order.parameters);
  const given = [...filter.conditions, ...also.map(conditionOf)];
  requireKnown(place, entity, [...given, ...filter.searches.map(searched)]);
  const conditions = [
    ...filter.conditions,
    ...(await ownConditions(place, list, filter)),
    ...(await search(place, filter)),
  ];
  return { ...(await readingOf(place, { entity, conditions, order, needs })), order, needs, name };
}

const conditionOf = ([name, value]: Parameters[number]): Condition => ({
  path: [name],
  parameters: [[name, value]],
  asks: 'either',
});

const serverOf = ({ release }: ServerScope) =>
  release === undefined ? 'The Torrent Server' : `The Torrent Server (Torrent Suite ${release})`;

/**
 * What makes the list that of a row, `projects=3` say. rundb would ask a filter along the same relation of that one
 * project, while it is meant of any: then the rows of the list are found by key first.
 */
function ownConditions(
  place: ListPlace,
  { entity, also = [] }: ListOf,
  { conditions, searches }: CompiledFilter,
): Promise<Condition[]> {
  const steps = new Set([...conditions, ...searches].map(({ path: [step] }) => step));
  return Promise.all(
    also.map(async (parameter) => {
      const own = conditionOf(parameter);
      const sources = place.scope.sources(entity);
      const [first] = sources;
      if (!first || !steps.has(own.path[0]) || !leadsToMany(sources, own)) return own;
      const keys = await keysUnder(place, entity, [own]);
      return { path: [first.resource.key], parameters: keyParameters(first, keys), asks: 'column' };
    }),
  );
}

function leadsToMany(sources: readonly Source[], { path }: Condition): boolean {
  return sources.some(({ resource }) => columnAt(resource.fields, path)?.isMany === true);
}

/** Refuses what no resource knows before anything is asked of the server. */
function requireKnown({ scope }: ListPlace, entity: EntityName, conditions: readonly Condition[]): void {
  const sources = scope.sources(entity);
  if (sources.length === 0) {
    throw new ClientError('NOT_FOUND', `${serverOf(scope)} has no ${entity}.`, { server: scope.name });
  }
  const unknown = conditions.find((condition) => !sources.some((source) => knows(source, condition)));
  if (unknown) throw badUserInput(`${serverOf(scope)} cannot filter by ${unknown.path.join('.')} here.`);
}

/** Keys of related rows stand in for conditions that only those rows' own list knows. */
function search(place: ListPlace, { searches }: CompiledFilter): Promise<Condition[]> {
  return Promise.all(
    searches.map(async ({ path, entity, filter }): Promise<Condition> => {
      const keys = await keysOf(place, entity, filter);
      return { path, parameters: keyParameters(entities[entity].sources[0], keys, path), asks: 'column' };
    }),
  );
}

async function keysOf(place: ListPlace, entity: EntityName, filter: FilterInput): Promise<Keys> {
  const compiled = compileFilter(place, entity, filter);
  requireKnown(place, entity, [...compiled.conditions, ...compiled.searches.map(searched)]);
  return keysUnder(place, entity, [...compiled.conditions, ...(await search(place, compiled))]);
}

async function keysUnder(
  { scope }: ListPlace,
  entity: EntityName,
  conditions: readonly Condition[],
): Promise<Keys> {
  const groups = cover(scope.sources(entity), conditions);
  if (groups === 'nothing') return new Set();
  const { keys } = await intersect(scope.client, groups, () => false);
  return keys;
}

/** How the list is read: at once, or by keys found before. */
async function readingOf({ scope }: ListPlace, asked: Asked): Promise<Reading> {
  const { entity, conditions, order, needs } = asked;
  const isAble = (source: Source) =>
    order.isKnownTo(source) && conditions.every((condition) => knows(source, condition));
  const source = scope.lightest(entity, needs, isAble);
  const where = source && whereOf(source, conditions);
  if (source && where && (where === 'nothing' || fitRequest(where))) {
    return { source, where, sift: repeatsOf(scope, source, asked, isAble) };
  }
  const lightest = scope.lightest(entity, new Set(), isAble);
  if (!lightest && !scope.sources(entity).some(order.isKnownTo)) throw noSuchOrder(scope);
  const groups = cover(scope.sources(entity), conditions, lightest);
  if (groups === 'nothing') return nothing(entity);
  const found = await intersect(scope.client, groups, order.isKnownTo);
  return found.rest ? readingOfRest(found.rest, asked) : readingByKeys(scope, found.keys, asked);
}

const nothing = (entity: EntityName): Reading => ({
  source: entities[entity].sources[0],
  where: 'nothing',
  sift: undefined,
});

/** A list that rundb may give with repetitions is counted by the lightest source that is able. */
function repeatsOf(
  scope: ServerScope,
  source: Source,
  asked: Asked,
  isAble: (source: Source) => boolean,
): Sift | undefined {
  if (!mayRepeat(source, asked.conditions)) return undefined;
  const lightest = scope.lightest(asked.entity, new Set(), isAble) ?? source;
  const where = whereOf(lightest, asked.conditions);
  return where === 'nothing' ? undefined : { keys: undefined, lightest: { source: lightest, where } };
}

function readingOfRest(rest: Group, { conditions }: Asked): Reading {
  const isRepeating = mayRepeat(rest.source, conditions);
  return { ...rest, sift: isRepeating ? { keys: undefined, lightest: rest } : undefined };
}

/** All rows are known by key: in one request if that takes the keys, else picked out of the whole list. */
function readingByKeys(scope: ServerScope, keys: Keys, { entity, order, needs }: Asked): Reading {
  const source = scope.lightest(entity, needs, order.isKnownTo);
  if (!source) throw noSuchOrder(scope);
  const where = narrowed({ source, where: source.base }, keys);
  if (where === 'nothing') return nothing(entity);
  if (fitRequest(where)) return { source, where, sift: undefined };
  const lightest = scope.lightest(entity, new Set(), order.isKnownTo) ?? source;
  const all = { source: lightest, where: lightest.base };
  return { ...all, sift: { keys, lightest: all } };
}

const noSuchOrder = (scope: ServerScope) =>
  badUserInput(`${serverOf(scope)} knows no such order of these rows.`);

function orderOf(list: ListOf, args: ListArguments) {
  return args.orderBy && args.orderBy.length > 0 ? args.orderBy : list.defaultOrder;
}
