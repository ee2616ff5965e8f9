import type { RundbErrorKind } from '../rundb/error.js';

/**
 * - `hit`: an answer that is fresh
 * - `shared`: an answer that somebody of the same identity was waiting for
 * - `miss`: asked of the server
 * - `stale`: an answer beyond its time, as the server did not answer
 */
export type CacheOutcome = 'hit' | 'shared' | 'miss' | 'stale';

/** What came of one look into the caches. */
export interface CacheUse {
  readonly resource: string;
  readonly outcome: CacheOutcome;
  /** Answers looked for: one, or one for each key. */
  readonly count: number;
  /** When the oldest of what was served had been asked for, in milliseconds since 1970; undefined for misses. */
  readonly at?: number;
  /** Why the server could not be asked. */
  readonly failure?: RundbErrorKind;
}

/** On whose behalf the caches are asked. */
export interface CallerUse {
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal;
  readonly onUse?: (use: CacheUse) => void;
}
