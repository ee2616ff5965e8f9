/** Lets a bounded number of tasks run at once; the rest wait in the order they came. */
export interface Slots {
  /** Rejects with the signal's reason when it is aborted before the task's turn. */
  run<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T>;
}

/**
 * Waiting here, not in the agent's own queue, keeps the wait out of the timeouts: those are about the server, and a
 * long list has more pages than there are sockets.
 */
export function createSlots(count: number): Slots {
  const waiting = new Set<() => void>();
  let free = count;

  const release = () => {
    const [next] = waiting;
    if (!next) {
      free += 1;
      return;
    }
    waiting.delete(next);
    next();
  };

  const acquire = (signal: AbortSignal | undefined): Promise<void> | undefined => {
    signal?.throwIfAborted();
    if (free === 0) return enqueue(waiting, signal);
    free -= 1;
    return undefined;
  };

  return {
    async run(signal, task) {
      await acquire(signal);
      try {
        return await task();
      } finally {
        release();
      }
    },
  };
}

function enqueue(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiting.delete(proceed);
      reject(signal?.reason);
    };
    const proceed = () => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    signal?.addEventListener('abort', leave, { once: true });
    waiting.add(proceed);
  });
}
