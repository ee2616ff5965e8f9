import { ClientGone } from './body.js';
import type { Log } from './log.js';
import { HttpRefusal } from './reply.js';

/**
 * How a request ends that met an error before or after GraphQL: by the refusal that was thrown, by silence where the
 * client has left, or as a fault of the gateway, which is logged and masked.
 */
export function refusalOf(error: unknown, requestId: string, log: Log): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof ClientGone) return undefined;
  log.fault(requestId, error);
  const message = 'The gateway failed to answer this; its log has the details under the request id.';
  return new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', message);
}
