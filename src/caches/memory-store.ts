import { LRUCache } from 'lru-cache';
import type { CacheStore } from './store.js';

/** Bytes that an entry takes beside its name and value, about. */
const overhead = 200;

// A wall clock that is set back would make old entries young.
const steadyClock = () => performance.timeOrigin + performance.now();

/**
 * Entries in this process, those that were not asked for longest going first. How long each is kept is left to who reads
 * it: room is all that counts here.
 */
export function openMemoryStore(maxBytes: number, clock: () => number = steadyClock): CacheStore {
  const entries = new LRUCache<string, Buffer>({
    maxSize: maxBytes,
    sizeCalculation: (value, name) => value.byteLength + 2 * name.length + overhead,
  });
  return {
    find: (names) => ({
      now: clock(),
      values: names.map((name) => entries.get(name)),
    }),
    keep: (name, value) => void entries.set(name, value),
    claim(name, value) {
      const present = entries.get(name);
      if (!present) entries.set(name, value);
      return present ?? value;
    },
    drop: (names) => names.forEach((name) => entries.delete(name)),
    reach: () => Promise.resolve(),
    get state() {
      return { kind: 'memory', isUp: true, entries: entries.size, bytes: entries.calculatedSize } as const;
    },
    close: async () => entries.clear(),
  };
}
