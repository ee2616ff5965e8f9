import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two attempts: doubled each time, up to the second, and shaken, lest many keep step. */
const firstPause = 100;
const longestPause = 2_000;
/** With less time left no attempt is worth its request. */
const leastTime = 30;

/** The time that one mutation has, whether its caller waits for it or not. */
export class Deadline {
  readonly #end: number;
  /** Aborted, as by a clock, at the end. */
  readonly signal: AbortSignal;

  constructor(ms: number) {
    this.#end = performance.now() + ms;
    this.signal = AbortSignal.timeout(ms);
  }

  /** Whether there is time for another request. */
  get isNear(): boolean {
    return this.#left < leastTime;
  }

  /** For one request: half the time that is left, so that there is some to find out what became of it. */
  forOne(): AbortSignal {
    return AbortSignal.any([this.signal, AbortSignal.timeout(Math.max(1, Math.ceil(this.#left / 2)))]);
  }

  /** Waits before attempt number `round`, but not beyond the end. */
  async pause(round: number): Promise<void> {
    const longest = Math.min(longestPause, firstPause * 2 ** Math.min(round, 10));
    const ms = longest * (0.5 + Math.random() / 2);
    await setTimeout(Math.max(0, Math.min(ms, this.#left - leastTime)));
  }

  get #left(): number {
    return this.#end - performance.now();
  }
}
