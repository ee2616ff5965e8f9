import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Exchange } from './exchange.js';
import type { InFlight } from './in-flight.js';
import type { Log } from './log.js';
import { refusalOf } from './refusal-of.js';
import { refusalReply, type Reply } from './reply.js';
import { requestIdOf } from './request-id.js';
import { securityHeaders } from './security-headers.js';

/** Finds the answer to a request. @throws HttpRefusal */
export type Route = (exchange: Exchange, path: string) => Promise<Reply>;

/** Serves every request by `route`, in flight until its answer is written. */
export function listen(route: Route, inFlight: InFlight, log: Log): RequestListener {
  return (request, response) => {
    const exchange = { request, requestId: requestIdOf(request), signal: inFlight.enter(response) };
    const [path = ''] = (request.url ?? '').split('?');
    route(exchange, path)
      .catch((error: unknown) => answerFailure(error, exchange.requestId, log))
      .then((reply) => reply && write(reply, exchange, response, inFlight.isClosing))
      .catch((error: unknown) => {
        log.fault(exchange.requestId, error);
        response.destroy();
      });
  };
}

function answerFailure(error: unknown, requestId: string, log: Log): Reply | undefined {
  const refusal = refusalOf(error, requestId, log);
  return refusal && refusalReply(refusal, requestId);
}

/** Nothing but the page's own files may be kept by anyone: answers are one caller's. */
const always = { 'cache-control': 'no-store', ...securityHeaders };

function write(reply: Reply, exchange: Exchange, response: ServerResponse, isClosing: boolean): void {
  response.writeHead(reply.status, {
    ...always,
    'x-request-id': exchange.requestId,
    ...reply.headers,
    ...(mayHaveBody(reply) && { 'content-length': String(Buffer.byteLength(reply.body)) }),
    ...(isClosing && { connection: 'close' }),
  });
  response.end(mayHaveBody(reply) ? reply.body : undefined);
  dropRest(exchange.request);
}

function mayHaveBody({ status }: Reply): boolean {
  return status !== 204 && status !== 304;
}

/** A body that nobody read would stand in the way of the connection's next request. */
function dropRest(request: IncomingMessage): void {
  if (!request.readableEnded) request.resume();
}
