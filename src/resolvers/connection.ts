import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { badUserInput } from '../errors.js';
import type { EntityName } from '../loaders/entities.js';
import { lightestSource } from '../loaders/projection.js';
import type { EntityRows } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import type { Parameters } from '../rundb/resource.js';
import { checkPage, type PageArguments } from './arguments.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { compileFilter, type FilterInput } from './filter.js';
import { mergeParameters } from './merge-parameters.js';
import { serverFor } from './node.js';
import { compileOrder, type OrderInput } from './order.js';
import { connectionSelection, type ConnectionSelection } from './selection.js';

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

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

export interface Connection<Row> {
  readonly nodes: Row[];
  readonly edges: Edge<Row>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** Resolves a list over one server. */
export function resolveList<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<EntityRows[E]>> {
  checkPage(args);
  return pageOf(list, args, oneServer(context, args.servers), info);
}

/** Merging over servers needs an order that all of them share; until a list names one server, it is refused. */
function oneServer(context: Context, names: readonly string[] | null | undefined): ServerScope {
  if (names === null || names === undefined) return serverForList(context);
  const [name, ...others] = new Set(names);
  if (name === undefined || others.length > 0) {
    throw badUserInput('A list is of one Torrent Server for now: name exactly one in `servers`.');
  }
  return serverFor(context, name);
}

function serverForList(context: Context): ServerScope {
  const [only, ...others] = context.servers.values();
  if (only && others.length === 0) return only;
  const names = [...context.servers.keys()].join(', ');
  throw badUserInput(`Several Torrent Servers are configured: name one of them in \`servers\` (${names}).`);
}

/** One page of a list of one server. `first` is never cut: pages of rundb are joined as needed. */
export async function pageOf<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  scope: ServerScope,
  info: GraphQLResolveInfo,
): Promise<Connection<EntityRows[E]>> {
  const selection = connectionSelection(info);
  const first = args.first ?? 20;
  const offset =
    args.after === null || args.after === undefined ? (args.offset ?? 0) : decodeCursor(args.after);
  const { rows, totalCount } = await readRows(list, args, scope, info, selection, { first, offset });
  return connect(rows, offset, totalCount);
}

interface Range {
  readonly first: number;
  readonly offset: number;
}

interface Rows<Row> {
  readonly rows: Row[];
  readonly totalCount: number;
}

async function readRows<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  scope: ServerScope,
  { schema }: GraphQLResolveInfo,
  selection: ConnectionSelection,
  range: Range,
): Promise<Rows<EntityRows[E]>> {
  const filter = compileFilter({ schema, server: scope.name }, list.entity, args.filter);
  const order = compileOrder(schema, list.entity, orderOf(list, args));
  const also = list.also ?? [];
  const needs = selection.needs ?? new Set();
  const source = lightestSource(
    list.entity,
    needs,
    (able) =>
      filter.isKnownTo(able) &&
      order.isKnownTo(able) &&
      also.every(([name]) => able.resource.extraFilters.includes(name) || able.resource.fields[name]?.filter),
  );
  if (!source)
    throw badUserInput('No resource of the Torrent Server knows all of these filters and orders together.');
  const where = mergeParameters([source.base, also, filter.parameters]);
  if (where === 'nothing') return { rows: [], totalCount: 0 };
  if (!selection.needs || range.first === 0) {
    return { rows: [], totalCount: await scope.client.count(source.resource, where) };
  }
  const page = await scope.client.walk(source.resource, [...where, ...order.parameters], range);
  return { rows: scope.placePage(list.entity, source, page, needs), totalCount: page.totalCount };
}

function orderOf(list: ListOf, args: ListArguments): readonly OrderInput[] {
  return args.orderBy && args.orderBy.length > 0 ? args.orderBy : list.defaultOrder;
}

function connect<Row>(rows: Row[], offset: number, totalCount: number): Connection<Row> {
  const cursorAt = (index: number) => encodeCursor(offset + index + 1);
  return {
    nodes: rows,
    get edges() {
      return rows.map((node, index) => ({ cursor: cursorAt(index), node }));
    },
    pageInfo: {
      hasNextPage: offset + rows.length < totalCount,
      hasPreviousPage: offset > 0 && totalCount > 0,
      startCursor: rows.length > 0 ? cursorAt(0) : null,
      endCursor: rows.length > 0 ? cursorAt(rows.length - 1) : null,
    },
    totalCount,
  };
}
