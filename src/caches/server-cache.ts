import { randomBytes } from 'node:crypto';
import type { CallerUse } from './cache-use.js';
import { CallerCache } from './caller-cache.js';
import { type Entry, readEntry } from './entry.js';
import type { Freshness } from './freshness.js';
import type { CacheStore } from './store.js';

/** Milliseconds; longer than any entry is kept. */
const marksKeptFor = 24 * 3_600_000;

/** What lies in the store under some names, as far as it is good. */
export interface Seen {
  /** What entries that are made of answers from now on are good for; undefined where they cannot be kept. */
  readonly label: string | undefined;
  /** Milliseconds by the store's clock. */
  readonly now: number;
  /** In the order of the names. */
  readonly entries: readonly (Entry | undefined)[];
}

export interface ServerCacheOptions {
  /** Tells the server from all others that share the store. */
  readonly server: string;
  /** Milliseconds that an entry may be served beyond its time while the server is down. */
  readonly staleFor: number;
}

/**
 * What is kept of one server's answers. An entry is good as long as two marks are the ones that it was made under: its
 * caller's, and for what follows writes that of the last write. Marks are looked up before the server is asked: what was
 * asked before a write is no good after it.
 */
export class ServerCache {
  /** Answers that are being asked for, by what they are good for and their names. */
  readonly flights = new Map<string, Promise<string | undefined>>();
  readonly staleFor: number;
  readonly store: CacheStore;
  readonly #server: string;

  constructor(store: CacheStore, { server, staleFor }: ServerCacheOptions) {
    this.store = store;
    this.staleFor = staleFor;
    this.#server = server;
  }

  /** What is kept for one caller. */
  of(identity: string, use: CallerUse = {}): CallerCache {
    return new CallerCache(this, identity, use);
  }

  /** Something was written to the server. */
  changed(): void {
    void this.store.drop([this.#writesMark]);
  }

  nameOf(identity: string, what: string): string {
    return `entry ${this.#server} ${identity} ${what}`;
  }

  /** The server no longer takes this credential, or what is kept for it is doubted. */
  forget(identity: string): void {
    void this.store.drop([this.#markOf(identity)]);
  }

  async look(identity: string, freshness: Freshness, names: readonly string[]): Promise<Seen> {
    const marks = [this.#markOf(identity), ...(freshness.followsWrites ? [this.#writesMark] : [])];
    const found = this.store.find([...marks, ...names]);
    const { now, values } = found instanceof Promise ? await found : found;
    const labels = marks.map(
      (mark, index) => values[index] ?? this.store.claim(mark, newMark(), marksKeptFor),
    );
    const label = joinMarks(labels.some(isPromise) ? await Promise.all(labels) : labels);
    if (label === undefined) return { label, now, entries: names.map(() => undefined) };
    const keptFor = freshness.freshFor + this.staleFor;
    const entries = values.slice(marks.length).map((value) => readEntry(value, label, { now, keptFor }));
    return { label, now, entries };
  }

  #markOf(identity: string): string {
    return `caller ${this.#server} ${identity}`;
  }

  get #writesMark(): string {
    return `writes ${this.#server}`;
  }
}

const newMark = () => Buffer.from(randomBytes(9).toString('base64url'));

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

function joinMarks(marks: readonly unknown[]): string | undefined {
  const known = marks.filter((mark) => Buffer.isBuffer(mark));
  return known.length === marks.length ? known.map((mark) => mark.toString('latin1')).join('.') : undefined;
}
