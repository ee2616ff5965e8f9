import { LRUCache } from 'lru-cache';

const mostSeen = 10_000;

/**
 * Lets one mutation at a time work on a GUID of one server. Two at once would make no second plan either, but have the
 * server fail on one of them.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #seen = new LRUCache<string, true>({ max: mostSeen });

  /**
   * @param task is told whether this GUID has been at work here before, so that its plan may be there
   * Rejects with the signal's reason when that is aborted before the task's turn.
   */
  async run<T>(guid: string, signal: AbortSignal, task: (isSeen: boolean) => Promise<T>): Promise<T> {
    const before = this.#last.get(guid);
    const turn = this.#wait(before, signal).then(() => {
      const isSeen = this.#seen.has(guid);
      this.#seen.set(guid, true);
      return task(isSeen);
    });
    // Whoever gives up waiting does not let others in before those that are at work.
    const end = Promise.allSettled([before, turn]);
    this.#last.set(guid, end);
    try {
      return await turn;
    } finally {
      if (this.#last.get(guid) === end) this.#last.delete(guid);
    }
  }

  /** Resolves when no mutation is at work. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.allSettled(this.#last.values());
  }

  async #wait(before: Promise<unknown> | undefined, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!before) return;
    const gaveUp = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    await Promise.race([before, gaveUp]);
  }
}
