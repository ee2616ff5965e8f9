import type { Key } from './lab-data.js';
import { refuse } from './refused.js';

/** The only server of the lab, under the name it has where none is configured. */
export const SERVER = 'torrent-server';

export function globalId(type: string, key: Key, server = SERVER): string {
  return Buffer.from(`${type}:${server}:${key}`).toString('base64url');
}

/** The key that a look-up's id of a type names. Throws where it is another server's, which nobody has configured. */
export function keyToLookUp(id: string, type: string): Key {
  const key = keyOfId(id, type);
  if (key === undefined) throw refuse(`no such server: ${id}`, 'NOT_FOUND');
  return key;
}

/** The key that an id of a type names; undefined where it is another server's. */
export function keyOfId(id: string, type: string): Key | undefined {
  if (/^\d+$/.test(id)) return Number(id);
  const [, given, server, key] = /^(\w+):([\w-]+):(.+)$/s.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  if (given === undefined || server === undefined || key === undefined) throw refuse(`no id: ${id}`);
  if (given !== type) throw refuse(`an id of ${given}, not ${type}`);
  if (server !== SERVER) return undefined;
  return /^\d+$/.test(key) && type !== 'Rig' && type !== 'Publisher' ? Number(key) : key;
}
