import { RundbError, type RundbErrorKind } from '../rundb/error.js';
import { failureOf } from '../rundb/failure.js';
import type { CacheOutcome, CallerUse } from './cache-use.js';
import { type Entry, writeEntry } from './entry.js';
import type { Freshness } from './freshness.js';
import type { Packing } from './pack.js';
import type { Seen, ServerCache } from './server-cache.js';

/** Answers of one kind. */
export interface Shelf<T> {
  readonly resource: string;
  readonly freshness: Freshness;
  readonly packing: Packing<T>;
  /** Milliseconds, where that depends on the answer. */
  readonly freshFor?: (value: T) => number;
  /** Whether it is of no use when the server is down. */
  readonly isNeverStale?: boolean;
}

/** Failures that say nothing of what was asked, only that the server cannot tell at present. */
const outages: ReadonlySet<RundbErrorKind> = new Set(['unavailable', 'timeout', 'overloaded']);
/** Failures of whoever asks, not of what is asked. */
const ownFailures: ReadonlySet<RundbErrorKind> = new Set(['cancelled', 'timeout']);

/**
 * What is kept of one server's answers to one caller: fresh ones are served, others asked for anew, by one for all of the
 * same identity who want the same. While the server is down old ones are served, for a bounded time.
 */
export class CallerCache {
  constructor(
    private readonly cache: ServerCache,
    private readonly identity: string,
    private readonly use: CallerUse,
  ) {}

  /** @param longestAge milliseconds; what is older is asked for anew, also where it is fresh by the table */
  async recall<T>(shelf: Shelf<T>, what: string, read: () => Promise<T>, longestAge = Infinity): Promise<T> {
    const name = this.cache.nameOf(this.identity, what);
    const seen = await this.cache.look(this.identity, shelf.freshness, [name]);
    const [entry] = seen.entries;
    if (entry && seen.now - entry.at <= Math.min(entry.freshFor, longestAge)) {
      return this.#serve(shelf, 'hit', [entry])[0] as T;
    }
    try {
      return await this.#ask({ shelf, name, seen, read });
    } catch (error) {
      if (entry && !shelf.isNeverStale && isOutage(error))
        return this.#serve(shelf, 'stale', [entry], error)[0] as T;
      throw error;
    }
  }

  /** What belongs to each of the keys; those that nothing fresh is kept of are asked for together. */
  async recallEach<K, T>(
    shelf: Shelf<T>,
    keys: readonly K[],
    what: (key: K) => string,
    read: (missing: readonly K[]) => Promise<ReadonlyMap<K, T>>,
  ): Promise<Map<K, T>> {
    const { freshness } = shelf;
    const names = keys.map((key) => this.cache.nameOf(this.identity, what(key)));
    const seen = await this.cache.look(this.identity, freshness, names);
    const kept = keys.map((key, index) => ({ key, name: names[index] ?? '', entry: seen.entries[index] }));
    const isFresh = ({ entry }: Pick<Wanted<K>, 'entry'>) =>
      entry !== undefined && seen.now - entry.at <= entry.freshFor;
    const fresh = kept.filter(isFresh);
    const missing = kept.filter((one) => !isFresh(one));
    const found = this.#serveEach(shelf, 'hit', fresh);
    if (missing.length === 0) return found;
    try {
      const answers = await read(missing.map(({ key }) => key));
      this.#count(shelf, 'miss', missing.length);
      for (const { key, name } of missing) {
        const answer = answers.get(key);
        if (answer !== undefined) this.#keep(shelf, name, seen, answer);
      }
      return new Map([...found, ...answers]);
    } catch (error) {
      if (!isOutage(error) || !missing.every(({ entry }) => entry)) throw error;
      return new Map([...found, ...this.#serveEach(shelf, 'stale', missing, error)]);
    }
  }

  /** Nothing that is kept for this caller is good any more. */
  forget(): void {
    this.cache.forget(this.identity);
  }

  /** One answer is no good any more. */
  forgetOne(what: string): void {
    void this.cache.store.drop([this.cache.nameOf(this.identity, what)]);
  }

  /** Asks the server, unless somebody of the same identity is at it. */
  async #ask<T>(asked: Asked<T>): Promise<T> {
    const { name, seen } = asked;
    // What was asked before a write is no answer for who asks after it.
    if (seen.label === undefined) return this.#alone(asked);
    for (;;) {
      const flight = this.cache.flights.get(`${seen.label} ${name}`);
      if (!flight) return this.#lead(asked);
      const outcome = await this.#follow(flight, asked.shelf.resource);
      // Who asked has gone, or had less time.
      if (outcome === 'again') continue;
      if (outcome.text === undefined) return this.#alone(asked);
      this.#count(asked.shelf, 'shared', 1, seen.now);
      return asked.shelf.packing.unpack(outcome.text);
    }
  }

  async #alone<T>({ shelf, read }: Asked<T>): Promise<T> {
    const value = await read();
    this.#count(shelf, 'miss', 1);
    return value;
  }

  async #lead<T>({ shelf, name, seen, read }: Asked<T>): Promise<T> {
    const reading = read();
    const flight = reading.then((value) => this.#keep(shelf, name, seen, value));
    const key = `${seen.label} ${name}`;
    this.cache.flights.set(key, flight);
    try {
      await flight;
      this.#count(shelf, 'miss', 1);
      return await reading;
    } finally {
      this.cache.flights.delete(key);
    }
  }

  async #follow(
    flight: Promise<string | undefined>,
    resource: string,
  ): Promise<'again' | { readonly text: string | undefined }> {
    const { signal } = this.use;
    try {
      return { text: await unlessAborted(flight, signal) };
    } catch (error) {
      if (signal?.aborted) throw failureOf(error, { resource }, signal);
      if (error instanceof RundbError && ownFailures.has(error.kind)) return 'again';
      throw error;
    }
  }

  /** The answer's text; undefined where it is too long to be kept. */
  #keep<T>(shelf: Shelf<T>, name: string, { label, now }: Seen, value: T): string | undefined {
    const text = shelf.packing.pack(value);
    if (text === undefined || label === undefined) return text;
    const { freshFor } = shelf.freshness;
    const entry = { at: now, freshFor: shelf.freshFor?.(value) ?? freshFor, text };
    this.cache.store.keep(name, writeEntry(label, entry), freshFor + this.cache.staleFor);
    return text;
  }

  #serveEach<K, T>(
    shelf: Shelf<T>,
    outcome: 'hit' | 'stale',
    wanted: readonly Wanted<K>[],
    error?: RundbError,
  ): Map<K, T> {
    const entries = wanted.flatMap(({ entry }) => (entry ? [entry] : []));
    const values = this.#serve(shelf, outcome, entries, error);
    return new Map(wanted.map(({ key }, index) => [key, values[index] as T]));
  }

  #serve<T>(shelf: Shelf<T>, outcome: 'hit' | 'stale', entries: readonly Entry[], error?: RundbError): T[] {
    if (entries.length === 0) return [];
    const oldest = Math.min(...entries.map(({ at }) => at));
    this.#count(shelf, outcome, entries.length, oldest, error);
    return entries.map(({ text }) => shelf.packing.unpack(text));
  }

  #count<T>(
    { resource }: Shelf<T>,
    outcome: CacheOutcome,
    count: number,
    at?: number,
    error?: RundbError,
  ): void {
    this.use.onUse?.({
      resource,
      outcome,
      count,
      ...(at !== undefined && { at }),
      ...(error && { failure: error.kind }),
    });
  }
}

interface Asked<T> {
  readonly shelf: Shelf<T>;
  readonly name: string;
  readonly seen: Seen;
  readonly read: () => Promise<T>;
}

interface Wanted<K> {
  readonly key: K;
  readonly name: string;
  readonly entry: Entry | undefined;
}

const isOutage = (error: unknown): error is RundbError =>
  error instanceof RundbError && outages.has(error.kind);

/** Rejects when the signal is aborted before the promise has settled. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
