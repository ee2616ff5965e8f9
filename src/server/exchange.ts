import type { IncomingMessage } from 'node:http';

/** One HTTP request on its way to an answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** Aborted when the client leaves, or when the gateway stops without waiting any longer. */
  readonly signal: AbortSignal;
}
