import { Agent, request } from 'node:http';
import type { Operation } from './operations.js';

/** How a request ended: the HTTP status, or without an answer. */
export type Ending = number | 'left' | 'cut';

/** Callers of a gateway, with connections that they keep. */
export class Callers {
  readonly #agent: Agent;

  constructor(
    private readonly url: string,
    /** So many ask at once. */
    atOnce: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  }

  ask({ body, authorization, leaves }: Operation): Promise<Ending> {
    return new Promise((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(authorization !== undefined && { authorization }),
      };
      const sent = request(this.url, { method: 'POST', agent: this.#agent, headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve(leaves ? 'left' : 'cut'));
      });
      sent.on('error', () => resolve(leaves ? 'left' : 'cut'));
      sent.end(body, () => {
        // The gateway has begun by then, or is about to.
        if (leaves) setImmediate(() => sent.destroy(new Error('left')));
      });
    });
  }

  /** Closes the connections. */
  leave(): void {
    this.#agent.destroy();
  }
}
