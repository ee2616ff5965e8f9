import { LRUCache } from 'lru-cache';

/** Milliseconds that an answer is kept, unless fresher ones are asked for. */
const keptFor = 300_000;
/** Answers that are kept for each server, of all callers together. */
const mostKept = 500;

/** What one server told one caller. */
export interface KeptForCaller {
  /** The kept answer of this name, else what `read` gives, asked once however many wait. What fails is not kept. */
  recall<T>(name: string, read: () => Promise<T>, longestAge?: number): Promise<T>;
  /** Forgets one answer, or all of this caller's. */
  forget(name?: string): void;
}

interface Answer {
  readonly value: Promise<unknown>;
  readonly at: number;
}

/**
 * Short lists of one server, kept in memory for some minutes, for each caller apart (identity.ts): what one may see is
 * never served to another.
 */
export class Kept {
  readonly #answers = new LRUCache<string, Answer>({ max: mostKept, ttl: keptFor });

  of(identity: string): KeptForCaller {
    const caller = `${identity} `;
    return {
      recall: (name, read, longestAge = keptFor) => this.#recall(caller + name, read, longestAge),
      forget: (name) => {
        if (name !== undefined) this.#answers.delete(caller + name);
        else
          for (const key of [...this.#answers.keys()]) if (key.startsWith(caller)) this.#answers.delete(key);
      },
    };
  }

  #recall<T>(key: string, read: () => Promise<T>, longestAge: number): Promise<T> {
    const now = performance.now();
    const kept = this.#answers.get(key);
    // What stands under a name is what its own `read` gave.
    if (kept && now - kept.at <= longestAge) return kept.value as Promise<T>;
    const value = read();
    this.#answers.set(key, { value, at: now });
    value.catch(() => {
      if (this.#answers.peek(key)?.value === value) this.#answers.delete(key);
    });
    return value;
  }
}
