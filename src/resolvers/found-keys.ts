import type { Source } from '../loaders/entities.js';
import { keyOfRow } from '../loaders/rows.js';
import type { Key } from '../loaders/scope.js';
import type { RundbClient } from '../rundb/client.js';
import { lookup } from '../rundb/lookup.js';
import type { Parameters } from '../rundb/resource.js';
import { fitRequest, splitParameters } from '../rundb/split.js';
import type { LostRow } from '../rundb/row-fault.js';
import { isLost } from './left-out.js';
import { mergeParameters } from './merge-parameters.js';
import { onceForEach } from './once.js';

/** Conditions of a list that one source knows. */
export interface Group {
  readonly source: Source;
  /** With what the source needs to list the right rows. */
  readonly where: Parameters;
}

export type Keys = ReadonlySet<Key>;

export const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };

/** Asks for keys, and keeps the rows that rundb fails to print, and with them their keys. */
export interface Search {
  readonly client: RundbClient;
  readonly lost: LostRow[];
}

/** Keys of all rows of a group, each once, whatever the length of its filters. */
export async function findKeys({ client, lost }: Search, group: Group): Promise<Keys> {
  const found = await keysOnce(client, group.source.resource, group.where, () => readKeys(client, group));
  lost.push(...found.lost);
  return found.keys;
}

interface Found {
  readonly keys: Keys;
  readonly lost: readonly LostRow[];
}

const keysOnce = onceForEach<Found>();
const countOnce = onceForEach<number>();

async function readKeys(client: RundbClient, { source, where }: Group): Promise<Found> {
  const { resource } = source;
  const order: Parameters = [['order_by', resource.fields['id']?.order === true ? 'id' : 'name']];
  const pages = await Promise.all(
    splitParameters(where).map((part) => client.salvage(resource, [...part, ...order], everyRow)),
  );
  const rows = pages.flatMap((page) => page.rows);
  const keys = rows.map((row) => keyOfRow(row, resource));
  return { keys: new Set(keys.filter((key) => key !== undefined)), lost: rows.filter(isLost) };
}

/** The group's conditions and a key among these; `nothing` where none is left. */
export function narrowed({ source, where }: Group, keys: Keys): Parameters | 'nothing' {
  return mergeParameters([where, keyParameters(source, keys)]);
}

/** A key among these, of the source's rows; `path` leads to them where they are related rows. */
export function keyParameters(
  { resource }: Source,
  keys: Keys,
  path: readonly string[] = [resource.key],
): Parameters | 'nothing' {
  const kind = resource.fields[resource.key]?.kind ?? 'integer';
  return lookup(path.join('__'), kind, 'in', [...keys]);
}

/** A list whose rows have to be found by key before it is read. */
export interface FoundRows {
  /** Keys of all rows that some of the conditions leave, or all of them. */
  readonly keys: Keys;
  /** The conditions still to be asked, where they fit one request with the keys. */
  readonly rest: Group | undefined;
}

/**
 * Rows that pass several groups of conditions, each known to another source: the keys of the smallest group are asked
 * of the next. The largest is left to the list itself, if its source is `able` to be read as the list and the keys
 * found so far fit one request.
 */
export async function intersect(
  search: Search,
  groups: readonly Group[],
  isAble: (source: Source) => boolean,
): Promise<FoundRows> {
  const [first, ...others] = await bySize(search.client, groups);
  if (!first) throw new Error('A list without conditions is asked for by key');
  let keys = await findKeys(search, first);
  for (const [index, group] of others.entries()) {
    const where = narrowed(group, keys);
    if (where === 'nothing') return { keys: new Set(), rest: undefined };
    if (index === others.length - 1 && fitRequest(where) && isAble(group.source)) {
      return { keys, rest: { ...group, where } };
    }
    keys = await findKeys(search, { ...group, where });
  }
  return { keys, rest: undefined };
}

/** Smallest first; what is too long to be counted in one request comes first, as it names its rows. */
async function bySize(client: RundbClient, groups: readonly Group[]): Promise<Group[]> {
  if (groups.length < 2) return [...groups];
  const counted = await Promise.all(
    groups.map(async (group) => ({
      group,
      size: fitRequest(group.where) ? await countOf(client, group) : 0,
    })),
  );
  return counted.toSorted((one, other) => one.size - other.size).map(({ group }) => group);
}

function countOf(client: RundbClient, { source: { resource }, where }: Group): Promise<number> {
  return countOnce(client, resource, where, () => client.count(resource, where));
}
