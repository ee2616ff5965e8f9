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

/** The requests in the order of their arrival, since the last clearing. Never holds credentials. */
export class RequestLog {
  #entries: LogEntry[] = [];

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Notes an arrival; the function given back notes the answer, just before its last byte is sent. */
  begin(method: string, target: string): (status: number, bytes: number) => void {
    const entry = { method, path: withoutKeys(target), status: null, bytes: 0, start: now(), end: null };
    if (this.#entries.length >= MOST_ENTRIES) this.#entries = this.#entries.slice(MOST_ENTRIES / 2);
    this.#entries.push(entry);
    return (status, bytes) => Object.assign(entry, { status, bytes, end: now() });
  }

  clear(): void {
    this.#entries = [];
  }
}
