import type { CallerCache } from './caller-cache.js';
import type { Freshness } from './freshness.js';
import { longestList, plain } from './pack.js';

/** What plans are checked against, and who makes them; a refusal is never for lists that are older than some seconds. */
const lists: Freshness = { freshFor: 300_000, followsWrites: false };

/** What one server told one caller. */
export interface RememberedLists {
  /**
   * The kept answer of this name, else what `read` gives, asked once however many wait. What fails is not kept.
   * @param longestAge milliseconds; what is older is asked for anew
   */
  recall<T>(name: string, read: () => Promise<T>, longestAge?: number): Promise<T>;
  /** Forgets one answer, or all that is kept for this caller. */
  forget(name?: string): void;
}

/** What they are called where resources are named. */
export const planningName = 'planning';

/** Keeps what planning reads, made into what it needs of it, beside the answers of the same caller. */
export function rememberLists(cache: CallerCache): RememberedLists {
  const nameOf = (name: string) => `planning ${name}`;
  return {
    recall<T>(name: string, read: () => Promise<T>, longestAge?: number) {
      const packing = plain<T>(longestList);
      const shelf = { resource: planningName, freshness: lists, packing, isNeverStale: true };
      return cache.recall(shelf, nameOf(name), read, longestAge);
    },
    forget: (name) => (name === undefined ? cache.forget() : cache.forgetOne(nameOf(name))),
  };
}
