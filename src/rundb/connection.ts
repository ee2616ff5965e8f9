import type { RundbClient } from './client.js';
import { readClock } from './clock.js';
import type { Certificate } from './agents.js';
import type { RundbErrorKind } from './error.js';
import { Exchanger } from './exchange.js';
import type { Circuit } from './shield/breaker.js';
import { TastypieClient } from './tastypie.js';

/** What proves who asks. Exactly one is set: in rundb a session would win over a header. docs/rundb.md, "Credentials" */
export type Credentials =
  | { readonly authorization: string; readonly sessionid?: never }
  | { readonly sessionid: string; readonly authorization?: never };

export type { Certificate } from './agents.js';

/** Milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** From the request's last byte to the answer's first. */
  readonly response: number;
  /** The whole exchange. */
  readonly request: number;
}

export interface ConnectionOptions {
  /** Name of the server in the configuration; errors carry it. */
  readonly name?: string;
  /** Address of the Torrent Server, such as `http://torrent.lab`. */
  readonly url: string;
  readonly timeouts: Timeouts;
  /** How its certificate is checked; only for https. */
  readonly certificate?: Certificate;
  /** Most requests at once. */
  readonly maxSockets?: number;
  /** Most requests that wait for their turn, of all callers. */
  readonly maxWaiting?: number;
  /** How often a GET is sent again that was not answered, or by nobody but the web server. */
  readonly maxRetries?: number;
  /** Largest body that is read, in bytes. */
  readonly maxBodyBytes?: number;
  /**
   * Milliseconds of the server's time for a row, by the resource's name, until they are measured: lists of dear rows are
   * read in several pages at once. Without them lists are read in the fewest pages.
   */
  readonly rowCosts?: ReadonlyMap<string, number>;
  /** Told of every exchange, whoever it was for. */
  readonly onRequest?: (done: RequestReport) => void;
}

/** One exchange that has ended, well or not. */
export interface RequestReport {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly resource: string;
  /** Below the API's root, with keys and values: to be shown only by its shape (path-shape.ts). */
  readonly path: string;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  /** What became of it where no whole answer came. */
  readonly failure: RundbErrorKind | undefined;
  readonly ms: number;
  /** Of the answer's body, decompressed. */
  readonly bytes: number;
  /** 1 where the request was sent for the first time. */
  readonly attempt: number;
  /** Milliseconds that it waited for its turn before it was sent; not among `ms`. */
  readonly queuedMs: number;
  /** Whether it is another operation's request, whose answer this one shared. */
  readonly isShared: boolean;
}

/** How much is asked of a server at the moment, and what was held back from it since the gateway started. */
export interface ConnectionState {
  /** Requests under way. */
  readonly running: number;
  /** Requests that wait for their turn. */
  readonly waiting: number;
  readonly circuit: Circuit;
  /** Requests that were sent again. */
  readonly retried: number;
  /** Requests that were not sent as an equal one was under way. */
  readonly joined: number;
  /** Requests that were refused as too many waited. */
  readonly overflowed: number;
  /** Requests that were refused as the server did not answer. */
  readonly refused: number;
}

/** On whose behalf a client asks, and until when. */
export interface Caller {
  readonly credentials?: Credentials;
  /** Stands for the whole credential; callers of one identity may share answers, no others. */
  readonly identity?: string;
  readonly signal?: AbortSignal;
  /** When the signal will be aborted, as by performance.now(); what would take longer is not begun. */
  readonly until?: number;
  /** Whether each answer must be to a request that was sent after it was asked for. */
  readonly isFresh?: boolean;
  readonly onRequest?: (done: RequestReport) => void;
  /** Asked before each request; a promise where it has to be waited for, whose rejection is the request's. */
  readonly admit?: () => Promise<void> | undefined;
}

/** Long-lived, one per Torrent Server; holds the sockets. */
export interface Connection {
  /** Cheap: one per request of a caller. */
  client(caller: Caller): RundbClient;
  /** Milliseconds that the server's clock is ahead; undefined where it tells no time. @throws RundbError */
  clock(signal: AbortSignal): Promise<number | undefined>;
  readonly state: ConnectionState;
  /** Ends all sockets; exchanges still under way fail. */
  close(): void;
}

/** Opens the way to a Torrent Server; nothing is asked yet. */
export function connect(options: ConnectionOptions): Connection {
  const exchanger = new Exchanger(options);
  return {
    client: (caller) => new TastypieClient(exchanger, caller, options.name),
    clock: (signal) => readClock(exchanger, signal),
    get state() {
      return exchanger.state;
    },
    close: () => exchanger.close(),
  };
}
