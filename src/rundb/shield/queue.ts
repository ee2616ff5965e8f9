export interface QueueLimits {
  /** Tasks that run at the same time. */
  readonly atOnce: number;
  /** Tasks that wait for their turn. */
  readonly waiting: number;
}

interface Waiting {
  proceed(): void;
  refuse(): void;
}

/** More tasks wait already than may. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/**
 * Lets a bounded number of tasks run at once, and a bounded number wait: in the order they came, but callers in turn, so
 * that one with many does not keep the others waiting. Waiting here, not in the sockets' own queue, keeps the wait out
 * of the timeouts: those are about the server.
 */
export class FairQueue {
  readonly #atOnce: number;
  readonly #most: number;
  /** By caller; the first is the next one's turn. */
  readonly #lanes = new Map<string, Set<Waiting>>();
  #waiting = 0;
  #running = 0;

  constructor({ atOnce, waiting }: QueueLimits) {
    this.#atOnce = atOnce;
    this.#most = waiting;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Rejects with QueueFull, or with the signal's reason when it is aborted before the task's turn. */
  async run<T>(caller: string, signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    if (this.#running < this.#atOnce) this.#running += 1;
    else await this.#wait(caller, signal);
    try {
      return await task();
    } finally {
      this.#release();
    }
  }

  /** A place that is handed on stays taken. */
  #release(): void {
    const next = this.#takeNext();
    if (next) next.proceed();
    else this.#running -= 1;
  }

  #takeNext(): Waiting | undefined {
    const [first] = this.#lanes;
    if (!first) return undefined;
    const [caller, lane] = first;
    const [next] = lane;
    this.#lanes.delete(caller);
    if (next) this.#remove(lane, next);
    if (lane.size > 0) this.#lanes.set(caller, lane);
    return next;
  }

  #wait(caller: string, signal: AbortSignal | undefined): Promise<void> {
    this.#makeRoom(caller);
    const lane = this.#lanes.get(caller) ?? new Set();
    this.#lanes.set(caller, lane);
    return new Promise((resolve, reject) => {
      const leave = (reason: unknown) => {
        this.#remove(lane, waiting);
        if (lane.size === 0) this.#lanes.delete(caller);
        signal?.removeEventListener('abort', abort);
        reject(reason);
      };
      const abort = () => leave(signal?.reason);
      const waiting: Waiting = {
        proceed: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
        refuse: () => leave(new QueueFull()),
      };
      signal?.addEventListener('abort', abort, { once: true });
      lane.add(waiting);
      this.#waiting += 1;
    });
  }

  #remove(lane: Set<Waiting>, waiting: Waiting): void {
    if (lane.delete(waiting)) this.#waiting -= 1;
  }

  /** Where the queue is full, whoever has most in it gives up his last place; the newcomer himself, if it is he. */
  #makeRoom(caller: string): void {
    if (this.#waiting < this.#most) return;
    const own = this.#lanes.get(caller)?.size ?? 0;
    const longest = [...this.#lanes.values()].reduce((one, other) => (other.size > one.size ? other : one));
    if (longest.size <= own) throw new QueueFull();
    [...longest].at(-1)?.refuse();
  }
}
