import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  IterableBackoff,
} from 'cockatiel';
import { RundbError, type RundbErrorPlace } from '../error.js';
import type { Answer } from '../exchange.js';
import { unlessLeft } from './unless-left.js';

/** Whether requests reach the server: `open` while none is sent, `halfOpen` while one tries whether it is back. */
export type Circuit = 'closed' | 'open' | 'halfOpen';

/** Failures one after the other after which the server is taken for lost, if it then does not tell its version either. */
const mostFailures = 5;
/** Milliseconds until it is tried again: at once, to be sure that it is lost; then so that it is found again soon. */
const pauses = [0, 500, 1_000, 2_000];

const outOfService = new Set([502, 503, 504]);

/** Whether an answer comes from the web server before rundb, which has nobody to pass the request on to. */
export const isOutOfService = ({ status }: Answer): boolean => outOfService.has(status);

/** Refusals, and failures of rundb's own, come from a server that is there. docs/rundb.md, "Status codes" */
function isOutage(error: unknown): boolean {
  return (
    error instanceof RundbError && (error.isLostConnection || ['unavailable', 'timeout'].includes(error.kind))
  );
}

/** Keeps requests from a server that does not answer, until it does. */
export class Breaker {
  readonly #policy = circuitBreaker(
    handleWhen(isOutage).orWhenResult((answer) => isOutOfService(answer as Answer)),
    { breaker: new ConsecutiveBreaker(mostFailures), halfOpenAfter: new IterableBackoff(pauses) },
  );
  readonly #probe: () => Promise<Answer>;
  #refused = 0;

  /** @param probe asks the server something that costs it nothing */
  constructor(probe: () => Promise<Answer>) {
    this.#probe = probe;
  }

  get circuit(): Circuit {
    const { state } = this.#policy;
    if (state === CircuitState.Closed) return 'closed';
    return state === CircuitState.HalfOpen ? 'halfOpen' : 'open';
  }

  /** Requests that were not sent. */
  get refused(): number {
    return this.#refused;
  }

  /** Rejects with RundbError `unavailable` where nothing is sent. Callers' requests never try a lost server: probes do. */
  async run(
    task: () => Promise<Answer>,
    { place, signal }: { readonly place: RundbErrorPlace; readonly signal: AbortSignal | undefined },
  ): Promise<Answer> {
    if (this.circuit !== 'closed') {
      const probed = this.#policy.execute(this.#probe).then(
        () => undefined,
        () => undefined,
      );
      await unlessLeft(probed, signal);
    }
    try {
      return await this.#policy.execute(task);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      this.#refused += 1;
      throw new RundbError('unavailable', this.#reason(), place);
    }
  }

  #reason(): string {
    const last = this.#policy.lastFailure;
    const reason =
      last && 'error' in last && last.error instanceof RundbError ? last.error.message : undefined;
    return `${reason ?? 'The Torrent Server is out of service.'} It is tried again every few seconds.`;
  }
}
