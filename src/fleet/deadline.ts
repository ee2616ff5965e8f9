import { setMaxListeners } from 'node:events';

/** The time that one operation has, and whether somebody waits for it. */
export interface OperationDeadline {
  /** Aborted as by a clock at the end of the time, and before when the caller has gone. */
  readonly signal: AbortSignal;
  /** The end of the time, by performance.now(). */
  readonly until: number;
  /** Milliseconds that are left, at least one. */
  left(): number;
  /** Stops the clock; nobody waits any more. */
  end(): void;
}

/** A controller of its own, with a timer that ends with the operation: those of AbortSignal.timeout run on. */
export function openDeadline(ms: number, gone: AbortSignal): OperationDeadline {
  const until = performance.now() + ms;
  const controller = new AbortController();
  // Each request of the operation that waits for its turn listens; Node would take more than ten for a leak.
  setMaxListeners(0, controller.signal);
  const leave = () => controller.abort(gone.reason);
  const timer = setTimeout(
    () => controller.abort(new DOMException('the time of the operation is over', 'TimeoutError')),
    ms,
  );
  if (gone.aborted) leave();
  else gone.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    until,
    left: () => Math.max(1, Math.ceil(until - performance.now())),
    end: () => {
      clearTimeout(timer);
      gone.removeEventListener('abort', leave);
    },
  };
}
