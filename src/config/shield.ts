import type { z } from 'zod';
import { onOff, wholeNumber } from './setting.js';

/** What keeps a Torrent Server from being asked for more than it can bear. */
export interface ShieldConfig {
  /** Requests to one server at once. */
  readonly maxConcurrent: number;
  /** Requests that wait for their turn at one server, of all callers. */
  readonly maxWaiting: number;
  /** How often a GET is sent again that was lost, or answered by nobody but the web server. */
  readonly maxRetries: number;
  /** Whether lists of dear rows are read in several pages at once. */
  readonly splitsLists: boolean;
  /** Requests to Torrent Servers that one operation may ask for. */
  readonly mostRequests: number;
}

export const shieldVariables = {
  RUNDB_MAX_CONCURRENT: wholeNumber(1, 96).default(6),
  RUNDB_MAX_QUEUED: wholeNumber(1, 100_000).default(1_000),
  RUNDB_RETRIES: wholeNumber(0, 5).default(2),
  RUNDB_SPLIT_LISTS: onOff.default(true),
  MAX_UPSTREAM_REQUESTS: wholeNumber(1, 1_000_000).default(2_000),
};

type ShieldVariables = z.output<z.ZodObject<typeof shieldVariables>>;

export function readShield(read: ShieldVariables): ShieldConfig {
  return {
    maxConcurrent: read.RUNDB_MAX_CONCURRENT,
    maxWaiting: read.RUNDB_MAX_QUEUED,
    maxRetries: read.RUNDB_RETRIES,
    splitsLists: read.RUNDB_SPLIT_LISTS,
    mostRequests: read.MAX_UPSTREAM_REQUESTS,
  };
}
