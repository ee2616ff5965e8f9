import { entities, isEntity } from '../loaders/entities.js';
import { keyOfRow, origin, type Placed } from '../loaders/rows.js';
import type { Key, ServerScope } from '../loaders/scope.js';
import type { Context } from '../context.js';
import { badUserInput } from '../errors.js';
import { encodeId, type GlobalId, readKey, unknownServer } from './global-id.js';

function rowKey(row: Placed): Key {
  const key = keyOfRow(row, row[origin].resource);
  if (key === undefined) throw new Error(`A row of ${row[origin].resource.name} came without its key`);
  return key;
}

function keyed<Value>(compute: (row: Placed) => Value) {
  const reads: readonly string[] = [];
  return Object.assign((row: Placed) => compute(row), { reads, isView: false });
}

/** `id`, `rundbId` and `server`, the same for every row type. */
export const nodeFields = {
  id: keyed((row) => {
    const { scope, entity } = row[origin];
    return encodeId({ type: entity, server: scope.name, key: String(rowKey(row)) });
  }),
  rundbId: keyed(rowKey),
  server: keyed((row) => row[origin].scope),
};

/** The server of a look-up by rundb's number: the one named, or the only one there is. */
export function serverFor(context: Context, name: string | null | undefined): ServerScope {
  if (name !== null && name !== undefined) {
    const scope = context.servers.get(name);
    if (!scope) throw unknownServer(name);
    return scope;
  }
  return onlyServer(context, 'server');
}

/** The server that is meant where none is named; `argument` is what names one. */
export function onlyServer(context: Context, argument: 'server' | 'servers'): ServerScope {
  const [only, ...others] = context.servers.values();
  if (only && others.length === 0) return only;
  const names = [...context.servers.keys()].join(', ');
  throw badUserInput(`Several Torrent Servers are configured: name one in \`${argument}\` (${names}).`);
}

/** Where a row is: its server and rundb key; undefined where no row can have that key. */
export interface Place {
  readonly scope: ServerScope;
  readonly key: Key;
}

/** Resolves an `id` argument of a look-up of `type`. */
export function placeOf(
  context: Context,
  type: string,
  id: string,
  server: string | null | undefined,
): Place | undefined {
  const given = readKey(id, type);
  if ('number' in given) {
    const scope = serverFor(context, server);
    return given.number === undefined ? undefined : { scope, key: given.number };
  }
  if (server !== null && server !== undefined && server !== given.server) {
    throw badUserInput(`This id is of server "${given.server}", not "${server}".`);
  }
  return placeOfId(context, given);
}

export function placeOfId(context: Context, id: GlobalId): Place {
  const scope = context.servers.get(id.server);
  if (!scope) throw unknownServer(id.server);
  return { scope, key: keyOfText(id) };
}

/** A number, but for rows that rundb knows by name, also where the name is a number. */
function keyOfText({ type, key }: GlobalId): Key {
  const isNamed = isEntity(type) && entities[type].sources[0].resource.key === 'name';
  return /^\d+$/.test(key) && !isNamed ? Number(key) : key;
}
