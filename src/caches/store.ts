/** Values as they lie in a store, and what time it is there. */
export interface Found {
  /** Milliseconds by the store's own clock, which all who share the store go by. */
  readonly now: number;
  /** In the order of the names; undefined for what is not there. */
  readonly values: readonly (Buffer | undefined)[];
}

export interface StoreState {
  readonly kind: 'memory' | 'redis';
  /** Whether it answers at present. */
  readonly isUp: boolean;
  /** Entries and bytes, where the store is the gateway's own. */
  readonly entries: number | undefined;
  readonly bytes: number | undefined;
}

type Soon<T> = T | Promise<T>;

/**
 * What the caches keep their entries in. Nothing here rejects: what a store cannot do is as if it had forgotten, and
 * asking the Torrent Server is always right.
 */
export interface CacheStore {
  find(names: readonly string[]): Soon<Found>;
  /** Keeps a value for so many milliseconds at most. */
  keep(name: string, value: Buffer, keptFor: number): void;
  /** Keeps a value where there is none yet, and gives the one that is there then; undefined: the store cannot be asked. */
  claim(name: string, value: Buffer, keptFor: number): Soon<Buffer | undefined>;
  /** From now on nobody finds what stands there: not this gateway at once, nor others once the store can be reached. */
  drop(names: readonly string[]): Soon<void>;
  /** Waits until it can be asked, but not for long. */
  reach(): Promise<void>;
  readonly state: StoreState;
  close(): Promise<void>;
}
