import { createHash } from 'node:crypto';
import { ownKey } from '../checks/extras.js';
import { isMap } from '../json-map.js';

/**
 * What the gateway keeps with a plan in one key of its `metaData`, for lack of a database of its own: of what input it
 * was made, and by which mutation.
 */
export interface Mark {
  /** Fingerprint of the input as it was sent. */
  readonly input: string;
  /** Random, one for each mutation: tells who made the plan when several asked for it. */
  readonly attempt: string;
}

/** The same for equal inputs, whatever the order of their keys. */
export function fingerprint(input: unknown): string {
  return `sha256:${createHash('sha256').update(canonical(input)).digest('hex')}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value);
  if (!isMap(value)) return JSON.stringify(value) ?? 'null';
  const said = Object.entries(value).filter(([, item]) => item !== undefined);
  const sorted = said.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(',')}}`;
}

export function withMark(metaData: unknown, mark: Mark): Readonly<Record<string, unknown>> {
  return { ...(isMap(metaData) ? metaData : {}), [ownKey]: mark };
}

/** The mark in a plan's `metaData`; undefined where someone has taken it away. Old releases print the data as text. */
export function readMark(metaData: unknown): Mark | undefined {
  const data = typeof metaData === 'string' ? parsed(metaData) : metaData;
  const mark = isMap(data) ? data[ownKey] : undefined;
  if (!isMap(mark)) return undefined;
  const { input, attempt } = mark;
  return typeof input === 'string' && typeof attempt === 'string' ? { input, attempt } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
