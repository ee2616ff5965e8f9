import type { CacheUse } from '../caches/cache-use.js';
import type { ServerStatus } from './watch.js';

/** How old what one server gave to an answer is. */
export interface ServerFreshness {
  /** How the server was found while it was asked. */
  readonly state: ServerStatus;
  /** When the oldest of it had been asked of the server. */
  readonly asOf: Date;
  /** Whether some of it is older than it may be, as the server does not answer. */
  readonly stale: boolean;
}

/** What is known after another look into the caches; undefined as long as all was asked of the server just now. */
export function withUse(
  known: ServerFreshness | undefined,
  { outcome, at, failure }: CacheUse,
): ServerFreshness | undefined {
  if (at === undefined) return known;
  const asOf = new Date(Math.floor(Math.min(at, known?.asOf.getTime() ?? Infinity)));
  const state = failure === undefined ? 'UP' : failure === 'overloaded' ? 'DEGRADED' : 'DOWN';
  return {
    state: known === undefined || known.state === 'UP' ? state : known.state,
    asOf,
    stale: outcome === 'stale' || (known?.stale ?? false),
  };
}
