import got, { type Agents, type Response } from 'got';
import { apiRoot, isLoopback } from './address.js';
import { openAgents, type OpenAgents } from './agents.js';
import { withinSize } from './body-size.js';
import type { Caller, ConnectionOptions } from './connection.js';
import { RundbError, type RundbErrorKind, type RundbErrorPlace } from './error.js';
import { failureOf } from './failure.js';
import { createSlots, type Slots } from './slots.js';

/** One request; it is sent once, whatever comes of it. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Name for errors and reports. */
  readonly resource: string;
  /** Behind the API's root. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
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
}

const defaults = { maxSockets: 6, maxBodyBytes: 256 * 2 ** 20 };

/** The way to one Torrent Server: its sockets, and how many requests may use them at once. */
export class Exchanger {
  readonly #agent: OpenAgents;
  readonly #got: ReturnType<typeof configureGot>;
  readonly #slots: Slots;
  readonly #root: string;
  readonly #server: string | undefined;
  readonly #maxBodyBytes: number;
  readonly #onRequest: ConnectionOptions['onRequest'];

  constructor(options: ConnectionOptions) {
    const { name, url, timeouts, certificate, maxSockets, maxBodyBytes, onRequest } = {
      ...defaults,
      ...options,
    };
    this.#agent = openAgents(maxSockets, certificate);
    this.#got = configureGot(this.#agent, isLoopback(url), timeouts);
    this.#slots = createSlots(maxSockets);
    this.#root = apiRoot(url);
    this.#server = name;
    this.#maxBodyBytes = maxBodyBytes;
    this.#onRequest = onRequest;
  }

  /** Rejects with RundbError when no whole answer came; every status is an answer. */
  async send(exchange: Exchange): Promise<Answer> {
    const place = { resource: exchange.resource, server: this.#server };
    try {
      return await this.#slots.run(exchange.signal, () => this.#ask(exchange, place));
    } catch (error) {
      throw failureOf(error, place, exchange.signal);
    }
  }

  close(): void {
    this.#agent.http.destroy();
    this.#agent.https.destroy();
  }

  async #ask(exchange: Exchange, place: RundbErrorPlace): Promise<Answer> {
    const { method, resource, path, signal, onRequest } = exchange;
    const started = performance.now();
    const report = (status: number | undefined, bytes: number, failure?: RundbErrorKind) => {
      const done = { method, resource, path, status, failure, ms: performance.now() - started, bytes };
      this.#onRequest?.(done);
      onRequest?.(done);
    };
    try {
      const { statusCode: status, headers, body } = await this.#receive(exchange, place);
      report(status, body.length);
      return { status, headers, text: body.toString('utf8'), place: { ...place, status } };
    } catch (error) {
      const failure = failureOf(error, place, signal);
      if (failure instanceof RundbError) report(failure.status, 0, failure.kind);
      else report(undefined, 0);
      throw failure;
    }
  }

  #receive(
    { method, path, headers, body, signal }: Exchange,
    place: RundbErrorPlace,
  ): Promise<Response<Buffer>> {
    const sent = this.#got(`${this.#root}${path}`, {
      method,
      responseType: 'buffer',
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    return withinSize(sent, this.#maxBodyBytes, place);
  }
}

/** All that requests have in common, merged once; a request adds its headers and its signal. */
function configureGot(agent: Agents, isLocal: boolean, timeout: ConnectionOptions['timeouts']) {
  return got.extend({
    agent,
    timeout,
    headers: {
      accept: 'application/json',
      // rundb's messages are in the language that is asked for. docs/rundb.md, "Content negotiation"
      'accept-language': 'en-us',
      // Compression costs more than it saves where the network is the machine itself.
      'accept-encoding': isLocal ? 'identity' : 'gzip, deflate',
      'user-agent': undefined,
    },
    decompress: !isLocal,
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
  });
}
