import type { Response } from 'got';
import type { Caller, ConnectionOptions, ConnectionState, RequestReport } from './connection.js';
import { RundbError, type RundbErrorPlace } from './error.js';
import { failureOf } from './failure.js';
import { Pace } from './pace.js';
import { RowCosts } from './row-costs.js';
import { Breaker } from './shield/breaker.js';
import { FairQueue, QueueFull } from './shield/queue.js';
import { type Outcome, Retries } from './shield/retries.js';
import { Sharing } from './shield/sharing.js';
import { unlessLeft } from './shield/unless-left.js';
import { Wire } from './wire.js';

/** One request of a caller. A GET may be sent again, or be one with an equal one; anything else is sent once. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Name for errors and reports. */
  readonly resource: string;
  /** Behind the API's root. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly identity?: Caller['identity'] | undefined;
  readonly signal: AbortSignal | undefined;
  readonly until?: Caller['until'] | undefined;
  readonly isFresh?: Caller['isFresh'] | undefined;
  readonly onRequest: Caller['onRequest'] | undefined;
  /** JSON. */
  readonly body?: string | undefined;
}

/** An answer as it came, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Response['headers'];
  readonly text: string;
  readonly place: RundbErrorPlace;
  /** Milliseconds from the request to the first byte of its answer: what the server took. */
  readonly ms: number;
}

type Attempt = Pick<RequestReport, 'attempt' | 'queuedMs'>;

const defaults = { maxSockets: 6, maxWaiting: 1_000, maxRetries: 2, maxBodyBytes: 256 * 2 ** 20 };

/** What asks for a version, of which rundb's database knows nothing. */
const probe = {
  method: 'GET',
  resource: 'torrentsuite',
  path: 'torrentsuite/version/',
  headers: {},
} as const;
/** Milliseconds. */
const probePatience = 2_000;

/** The way to one Torrent Server: its sockets, and what keeps them from asking more of it than it can bear. */
export class Exchanger {
  readonly #wire: Wire;
  readonly #sharing = new Sharing();
  readonly #retries: Retries;
  readonly #queue: FairQueue;
  readonly #breaker: Breaker;
  readonly costs: RowCosts;
  readonly pace: Pace;
  readonly #server: string | undefined;
  readonly #onRequest: ConnectionOptions['onRequest'];
  #overflowed = 0;

  constructor(given: ConnectionOptions) {
    const options = { ...defaults, ...given };
    this.#wire = new Wire(options);
    this.#retries = new Retries(options.maxRetries);
    this.#queue = new FairQueue({ atOnce: options.maxSockets, waiting: options.maxWaiting });
    this.#breaker = new Breaker(() => this.#tryServer());
    this.costs = new RowCosts(options.rowCosts);
    this.pace = new Pace(this.costs, () => options.maxSockets - this.#queue.running);
    this.#server = options.name;
    this.#onRequest = options.onRequest;
  }

  get state(): ConnectionState {
    return {
      running: this.#queue.running,
      waiting: this.#queue.waiting,
      circuit: this.#breaker.circuit,
      retried: this.#retries.made,
      joined: this.#sharing.joined,
      overflowed: this.#overflowed,
      refused: this.#breaker.refused,
    };
  }

  /** Rejects with RundbError when no whole answer came; every status is an answer. */
  async send(exchange: Exchange): Promise<Answer> {
    try {
      exchange.signal?.throwIfAborted();
      return await this.#sharing.send(exchange, (shared) => this.#insist(shared));
    } catch (error) {
      throw this.#failureOf(error, exchange);
    } finally {
      if (exchange.method !== 'GET') this.#sharing.forget();
    }
  }

  close(): void {
    this.#wire.close();
  }

  async #insist(exchange: Exchange): Promise<Answer> {
    this.#retries.begin();
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(exchange, attempt).then(
        (answer): Outcome => ({ answer }),
        (failure: unknown): Outcome => ({ failure }),
      );
      const pause = this.#retries.pauseAfter(outcome, attempt, exchange);
      if (pause === undefined) {
        if ('answer' in outcome) return outcome.answer;
        throw outcome.failure;
      }
      await waitFor(pause, exchange.signal);
    }
  }

  async #attempt(exchange: Exchange, attempt: number): Promise<Answer> {
    const { identity = '', signal } = exchange;
    const began = performance.now();
    const task = () => {
      const queuedMs = performance.now() - began;
      const within = { place: this.#place(exchange), signal };
      return this.#breaker.run(() => this.#ask(exchange, { attempt, queuedMs }), within);
    };
    try {
      return await this.#queue.run(identity, signal, task);
    } catch (error) {
      throw this.#failureOf(error, exchange);
    }
  }

  async #ask(exchange: Exchange, attempt: Attempt): Promise<Answer> {
    const { method, resource, path, onRequest } = exchange;
    const place = this.#place(exchange);
    const started = performance.now();
    const report = (ended: Pick<RequestReport, 'status' | 'failure' | 'bytes'>) => {
      const ms = performance.now() - started;
      const done = { method, resource, path, ...ended, ms, ...attempt, isShared: false };
      this.#onRequest?.(done);
      onRequest?.(done);
    };
    try {
      const { statusCode: status, headers, body, timings } = await this.#wire.send(exchange, place);
      report({ status, failure: undefined, bytes: body.length });
      const ms = timings.phases.firstByte ?? performance.now() - started;
      return { status, headers, text: body.toString('utf8'), place: { ...place, status }, ms };
    } catch (error) {
      const failure = failureOf(error, place, exchange.signal);
      const { status, kind } = failure instanceof RundbError ? failure : {};
      report({ status, failure: kind, bytes: 0 });
      throw failure;
    }
  }

  #tryServer(): Promise<Answer> {
    const signal = AbortSignal.timeout(probePatience);
    return this.#ask({ ...probe, signal, onRequest: undefined }, { attempt: 1, queuedMs: 0 });
  }

  #failureOf(error: unknown, exchange: Exchange): unknown {
    const place = this.#place(exchange);
    if (!(error instanceof QueueFull)) return failureOf(error, place, exchange.signal);
    this.#overflowed += 1;
    const message = 'Too many requests wait for the Torrent Server already; ask again in a moment.';
    return new RundbError('overloaded', message, place);
  }

  #place({ resource }: Exchange): RundbErrorPlace {
    return { resource, server: this.#server };
  }
}

async function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  try {
    await unlessLeft(over, signal);
  } finally {
    clearTimeout(timer);
  }
}
