import got, { type Agents, type Response } from 'got';
import { apiRoot, isLoopback } from './address.js';
import { openAgents, type OpenAgents } from './agents.js';
import { withinSize } from './body-size.js';
import type { ConnectionOptions } from './connection.js';
import type { RundbErrorPlace } from './error.js';
import type { Exchange } from './exchange.js';

/** The sockets to one Torrent Server. What is sent is sent once, as it is told. */
export class Wire {
  readonly #agent: OpenAgents;
  readonly #got: ReturnType<typeof configureGot>;
  readonly #root: string;
  readonly #maxBodyBytes: number;

  constructor({
    url,
    timeouts,
    certificate,
    maxSockets,
    maxBodyBytes,
  }: ConnectionOptions & { readonly maxSockets: number; readonly maxBodyBytes: number }) {
    this.#agent = openAgents(maxSockets, certificate);
    this.#got = configureGot(this.#agent, isLoopback(url), timeouts);
    this.#root = apiRoot(url);
    this.#maxBodyBytes = maxBodyBytes;
  }

  /** Rejects with an error of the HTTP client (failure.ts), or RundbError for a body that is too large. */
  send(exchange: Omit<Exchange, 'onRequest'>, place: RundbErrorPlace): Promise<Response<Buffer>> {
    const { method, path, headers, body, signal } = exchange;
    const sent = this.#got(`${this.#root}${path}`, {
      method,
      responseType: 'buffer',
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    return withinSize(sent, this.#maxBodyBytes, place);
  }

  close(): void {
    this.#agent.http.destroy();
    this.#agent.https.destroy();
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
    // Who waits for it, and whether the server can bear it, is known to retries.ts only.
    retry: { limit: 0 },
  });
}
