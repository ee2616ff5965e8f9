import { isObject } from '../resources/fields.js';
import { nameOfPair, splitQuery } from './query-string.js';
import { splitTarget } from './request.js';

/** One request that arrived. Times are milliseconds since 1970, with fractions. */
export interface LogEntry {
  readonly method: string;
  /** Path and query as sent, without `api_key`. */
  readonly path: string;
  /** Null while the answer is not there yet; 0 when the connection ended without one. */
  readonly status: number | null;
  /** Bytes of the body as sent, compressed or not. */
  readonly bytes: number;
  readonly start: number;
  readonly end: number | null;
  /** Keys of the JSON object that was sent, where one was. */
  readonly keys?: readonly string[];
}

const MOST_ENTRIES = 200_000;

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** The path without the values that let a reader in. */
function withoutKeys(target: string): string {
  const [path, query] = splitTarget(target);
  if (query === '') return target;
  const kept = splitQuery(query).filter((pair) => nameOfPair(pair).toLowerCase() !== 'api_key');
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

/** What was sent, by its keys only: values may let a reader in. */
function keysOf(body: Buffer): readonly string[] | undefined {
  if (body.length === 0) return undefined;
  try {
    const sent: unknown = JSON.parse(body.toString('utf8'));
    return isObject(sent) ? Object.keys(sent) : undefined;
  } catch {
    return undefined;
  }
}

/** The requests in the order of their arrival, since the last clearing. Never holds credentials. */
export class RequestLog {
  #entries: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Notes an arrival; the function given back notes the answer, just before its last byte is sent. */
  begin(method: string, target: string, body?: Buffer): (status: number, bytes: number) => void {
    const keys = body && keysOf(body);
    const entry = {
      ...{ method, path: withoutKeys(target), status: null, bytes: 0, start: now(), end: null },
      ...(keys && { keys }),
    };
    if (this.#entries.length >= MOST_ENTRIES) this.#entries = this.#entries.slice(MOST_ENTRIES / 2);
    this.#entries.push(entry);
    return (status, bytes) => Object.assign(entry, { status, bytes, end: now() });
  }

  clear(): void {
    this.#entries = [];
  }
}
