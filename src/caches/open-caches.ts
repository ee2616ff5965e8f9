import { openMemoryStore } from './memory-store.js';
import { RedisStore } from './redis-store.js';
import { deriveKey } from './seal.js';
import { ServerCache } from './server-cache.js';
import type { CacheStore } from './store.js';

/** Where answers are kept, and how many. */
export interface CachesOptions {
  /** `off`: only the lists that plans are checked against are kept, in memory. */
  readonly store: 'off' | 'memory' | 'redis';
  /** Of all answers in memory together. */
  readonly maxBytes: number;
  /** Milliseconds that an answer may be served beyond its time while its server is down. */
  readonly staleFor: number;
  /** Only with the store `redis`. */
  readonly redis?: { readonly url: string; readonly secret: string };
}

/** The caches of one process. */
export interface Caches {
  /** Whether callers are answered from here. */
  readonly isOn: boolean;
  readonly store: CacheStore;
  ofServer(server: CachedServer): ServerCache;
  /** With what callers of a server are told apart; the same for all gateways that share the caches. */
  identityKeyOf(server: CachedServer): Uint8Array | undefined;
}

export interface CachedServer {
  readonly name: string;
  readonly url: string;
}

/** Bytes for the lists that plans are checked against, where nothing else is kept. */
const bytesWhenOff = 4 * 2 ** 20;

/** Raised whenever entries are written in another way, so that gateways of two versions do not read each other's. */
const format = 1;

export interface CachesParts {
  /** Told when the store is lost, and when it is back. */
  readonly onChange?: ((isUp: boolean) => void) | undefined;
  /** Milliseconds since 1970; the machine's own unless given. */
  readonly clock?: (() => number) | undefined;
}

export function openCaches(options: CachesOptions, { onChange, clock }: CachesParts = {}): Caches {
  const { store: kind, maxBytes, staleFor, redis } = options;
  const store = redis
    ? new RedisStore({ ...redis, onChange })
    : openMemoryStore(kind === 'off' ? bytesWhenOff : maxBytes, clock);
  return {
    isOn: kind !== 'off',
    store,
    // One name may stand for another server in the configuration of another gateway.
    ofServer: ({ name, url }) => new ServerCache(store, { server: `${format} ${name} ${url}`, staleFor }),
    identityKeyOf: ({ name, url }) => redis && deriveKey(redis.secret, `identities of ${name} ${url}`),
  };
}
