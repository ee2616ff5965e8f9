import type { EntityName } from '../loaders/entities.js';
import type { Way } from '../loaders/read-list.js';
import type { EntityRows } from '../loaders/rows.js';
import type { ServerScope, WantedChildren } from '../loaders/scope.js';
import type { Page, Stretch } from '../rundb/client.js';
import type { Parameters } from '../rundb/resource.js';
import type { LostRow } from '../rundb/row-fault.js';
import { everyRow, type Group } from './found-keys.js';
import type { ListQuery } from './list-query.js';
import { mergeParameters } from './merge-parameters.js';

/** Reads a list of rundb's, whichever of its resources gives it (loaders/read-list.ts). */
export interface ListReader<Row extends object> {
  /** A stretch of the list, or of what the parameters of a leg leave of it. */
  stretch(leg: Parameters, stretch: Stretch): Promise<Page<Row>>;
  /** All that the lightest resource lists. */
  all(lightest: Group): Promise<readonly Row[]>;
}

export function readerOf<E extends EntityName>(
  entity: E,
  query: ListQuery,
  scope: ServerScope,
  children: readonly WantedChildren[] = [],
): ListReader<EntityRows[E] | LostRow> {
  const { ways, order, needs, sift } = query;
  // Of what is sifted, rows come that are not in the list.
  const wanted = sift ? [] : children;
  const read = async (groups: readonly Group[], stretch: Stretch) => {
    const [first, ...others] = groups.map((group) => wayOf(group, order.parameters));
    return first
      ? scope.list(entity, [first, ...others], needs, stretch, wanted)
      : { rows: [], totalCount: 0 };
  };
  return {
    stretch: (leg, stretch) =>
      read(
        ways.flatMap((way) => narrowed(way, leg)),
        stretch,
      ),
    all: async (lightest) => (await read([lightest], everyRow)).rows,
  };
}

const wayOf = ({ source, where }: Group, order: Parameters): Way => ({
  source,
  parameters: [...where, ...order],
});

/** None where no row can match. */
function narrowed({ source, where }: Group, leg: Parameters): Group[] {
  const both = mergeParameters([open(where, leg), leg]);
  return both === 'nothing' ? [] : [{ source, where: both }];
}

/** The cursor's row was in the list, so a leg's limit lies within the filter's own on the same column. */
function open(where: Parameters, leg: Parameters): Parameters {
  const limits = new Set(leg.map(([name]) => name).filter((name) => /__(gt|gte|lt|lte)$/.test(name)));
  return where.filter(([name]) => !limits.has(name));
}
