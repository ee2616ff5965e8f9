import { ClientError, badUserInput } from '../errors.js';

/** What a global id stands for: a row of a server, by type and rundb's key. */
export interface GlobalId {
  readonly server: string;
  readonly type: string;
  readonly key: string;
}

/** Type names start with a capital, so the text never looks like a number: those are rundb's own. */
export function encodeId({ server, type, key }: GlobalId): string {
  return Buffer.from(`${type}:${server}:${key}`).toString('base64url');
}

/** Undefined for a text that no server of this kind ever gave out. */
export function decodeId(text: string): GlobalId | undefined {
  const decoded = Buffer.from(text, 'base64url').toString();
  const [, type, server, key] = /^([A-Z][A-Za-z]*):([A-Za-z][\w-]*):(.+)$/s.exec(decoded) ?? [];
  if (type === undefined || server === undefined || key === undefined) return undefined;
  const id = { server, type, key };
  return encodeId(id) === text ? id : undefined;
}

/** Largest key of rundb's tables; a larger number is no row of any. */
const largestKey = 2 ** 31 - 1;

/** A key given as an ID: rundb's number, or a global id of the wanted type. */
export type GivenKey = { readonly number: number | undefined } | GlobalId;

/** Reads an ID argument; `number` is undefined where no row can have that number. */
export function readKey(text: string, type: string): GivenKey {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    return { number: number <= largestKey ? number : undefined };
  }
  const id = decodeId(text);
  if (!id) throw badUserInput(`"${shorten(text)}" is neither a global id nor a rundb number.`);
  if (id.type !== type) throw badUserInput(`This id is of a ${id.type}; a ${type} is wanted here.`);
  return id;
}

/** A global id of any type, as `node` takes it. */
export function readGlobalId(text: string): GlobalId {
  const id = decodeId(text);
  if (!id) throw badUserInput(`"${shorten(text)}" is no global id.`);
  return id;
}

export function unknownServer(name: string): ClientError {
  return new ClientError('NOT_FOUND', `No Torrent Server named "${shorten(name)}" is configured.`, {
    server: name,
  });
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
