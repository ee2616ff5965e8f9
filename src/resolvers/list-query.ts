import type { GraphQLSchema } from 'graphql';
import { badUserInput } from '../errors.js';
import type { EntityName, Source } from '../loaders/entities.js';
import { lightestSource } from '../loaders/projection.js';
import type { Parameters } from '../rundb/resource.js';
import { nameList } from './cursor.js';
import type { PageArguments } from './arguments.js';
import { compileFilter, type FilterInput } from './filter.js';
import { mergeParameters } from './merge-parameters.js';
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
  readonly order: CompiledOrder;
  /** Wire fields that the rows are to have: what is selected, and what cursors are made of. */
  readonly needs: ReadonlySet<string>;
  /** Names filter and order, whatever resource is read, so that a cursor of another list is noticed. */
  readonly name: string;
}

/** Chooses the lightest resource that knows the filters and the order and shows what is needed. */
export function queryOf<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  place: { readonly schema: GraphQLSchema; readonly server: string },
  selected: ReadonlySet<string>,
): ListQuery {
  const filter = compileFilter(place, list.entity, args.filter);
  const order = compileOrder(place.schema, list.entity, orderOf(list, args));
  const also = list.also ?? [];
  const needs = new Set([...selected, ...order.keys.map(({ column }) => column)]);
  const source = lightestSource(
    list.entity,
    needs,
    (able) => filter.isKnownTo(able) && order.isKnownTo(able) && also.every(([name]) => isKnown(able, name)),
  );
  if (!source) {
    throw badUserInput('No resource of the Torrent Server knows all of these filters and orders together.');
  }
  const where = mergeParameters([source.base, also, filter.parameters]);
  const name = nameList(list.entity, also, filter.parameters, order.parameters);
  return { source, where, order, needs, name };
}

function isKnown({ resource }: Source, name: string): boolean {
  return resource.extraFilters.includes(name) || (resource.fields[name]?.filter ?? '') !== '';
}

function orderOf(list: ListOf, args: ListArguments) {
  return args.orderBy && args.orderBy.length > 0 ? args.orderBy : list.defaultOrder;
}
