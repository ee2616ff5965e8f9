import { badUserInput, ClientError } from '../errors.js';
import { entities, type EntityName, type Source } from '../loaders/entities.js';
import type { ServerScope } from '../loaders/scope.js';
import type { Parameters } from '../rundb/resource.js';
import type { LostRow } from '../rundb/row-fault.js';
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
import { type Group, intersect, keyParameters, type Keys, narrowed, type Search } from './found-keys.js';
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
  /** How resources are asked that list the same rows; the source is first. */
  readonly ways: readonly Group[];
  /** Rows that it was to be found by, and that rundb fails to print: more may come as it is read. */
  readonly lost: LostRow[];
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

/** A list that is being made out. */
interface Making extends ListPlace {
  readonly lost: LostRow[];
}

/** A list with everything that is asked of its rows. */
interface Asked {
  readonly entity: EntityName;
  readonly conditions: readonly Condition[];
  readonly order: CompiledOrder;
  readonly needs: ReadonlySet<string>;
}

type Reading = Pick<ListQuery, 'source' | 'where' | 'ways' | 'sift'>;

/**
 * Chooses the lightest resource that knows the filters and the order and shows what is needed. Where none knows all
 * filters, or they do not fit one request, the rows are found by key first.
 */
export async function queryOf<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  where: ListPlace,
  selected: ReadonlySet<string>,
): Promise<ListQuery> {
  const place = { ...where, lost: [] };
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
  const reading = await readingOf(place, { entity, conditions, order, needs });
  return { ...reading, order, needs, name, lost: place.lost };
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
  place: Making,
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
function search(place: Making, { searches }: CompiledFilter): Promise<Condition[]> {
  return Promise.all(
    searches.map(async ({ path, entity, filter }): Promise<Condition> => {
      const keys = await keysOf(place, entity, filter);
      return { path, parameters: keyParameters(entities[entity].sources[0], keys, path), asks: 'column' };
    }),
  );
}

async function keysOf(place: Making, entity: EntityName, filter: FilterInput): Promise<Keys> {
  const compiled = compileFilter(place, entity, filter);
  requireKnown(place, entity, [...compiled.conditions, ...compiled.searches.map(searched)]);
  return keysUnder(place, entity, [...compiled.conditions, ...(await search(place, compiled))]);
}

async function keysUnder(place: Making, entity: EntityName, conditions: readonly Condition[]): Promise<Keys> {
  const groups = cover(place.scope.sources(entity), conditions);
  if (groups === 'nothing') return new Set();
  const { keys } = await intersect(searchOf(place), groups, () => false);
  return keys;
}

const searchOf = ({ scope: { client }, lost }: Making): Search => ({ client, lost });

/** How the list is read: at once, or by keys found before. */
async function readingOf(place: Making, asked: Asked): Promise<Reading> {
  const { scope } = place;
  const { entity, conditions, order, needs } = asked;
  const isAble = (source: Source) =>
    order.isKnownTo(source) && conditions.every((condition) => knows(source, condition));
  const source = scope.lightest(entity, needs, isAble);
  const where = source && whereOf(source, conditions);
  if (source && where && (where === 'nothing' || fitRequest(where))) {
    const sift = repeatsOf(scope, source, asked, isAble);
    const ways = sift ? [] : waysOf(scope, asked, isAble, (other) => whereOf(other, conditions));
    return readingBy({ source, where }, sift, ways);
  }
  const lightest = scope.lightest(entity, new Set(), isAble);
  if (!lightest && !scope.sources(entity).some(order.isKnownTo)) throw noSuchOrder(scope);
  const groups = cover(scope.sources(entity), conditions, lightest);
  if (groups === 'nothing') return nothing(entity);
  const found = await intersect(searchOf(place), groups, order.isKnownTo);
  return found.rest ? readingOfRest(found.rest, asked) : readingByKeys(scope, found.keys, asked);
}

/** The first way and, where others list the same rows in the same places, those. */
function readingBy(
  { source, where }: Pick<Reading, 'source' | 'where'>,
  sift: Sift | undefined,
  ways: readonly Group[] = [],
): Reading {
  const first = where === 'nothing' ? [] : [{ source, where }];
  return { source, where, sift, ways: [...first, ...ways.filter((way) => way.source !== source)] };
}

/** Every source that is able to give the list, best first, as far as it fits a request and repeats no row. */
function waysOf(
  scope: ServerScope,
  { entity, conditions, needs }: Asked,
  isAble: (source: Source) => boolean,
  whereIn: (source: Source) => Parameters | 'nothing',
): Group[] {
  return scope.inTurn(entity, needs, isAble).flatMap((source) => {
    const where = whereIn(source);
    const isWay = where !== 'nothing' && fitRequest(where) && !mayRepeat(source, conditions);
    return isWay ? [{ source, where }] : [];
  });
}

const nothing = (entity: EntityName): Reading => ({
  source: entities[entity].sources[0],
  where: 'nothing',
  ways: [],
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
  return readingBy(rest, isRepeating ? { keys: undefined, lightest: rest } : undefined);
}

/** All rows are known by key: in one request if that takes the keys, else picked out of the whole list. */
function readingByKeys(scope: ServerScope, keys: Keys, asked: Asked): Reading {
  const { entity, order, needs } = asked;
  const source = scope.lightest(entity, needs, order.isKnownTo);
  if (!source) throw noSuchOrder(scope);
  const where = narrowed({ source, where: source.base }, keys);
  if (where === 'nothing') return nothing(entity);
  if (fitRequest(where)) {
    const whereIn = (other: Source) => narrowed({ source: other, where: other.base }, keys);
    return readingBy({ source, where }, undefined, waysOf(scope, asked, order.isKnownTo, whereIn));
  }
  const lightest = scope.lightest(entity, new Set(), order.isKnownTo) ?? source;
  const all = { source: lightest, where: lightest.base };
  return readingBy(all, { keys, lightest: all });
}

const noSuchOrder = (scope: ServerScope) =>
  badUserInput(`${serverOf(scope)} knows no such order of these rows.`);

function orderOf(list: ListOf, args: ListArguments) {
  return args.orderBy && args.orderBy.length > 0 ? args.orderBy : list.defaultOrder;
}
