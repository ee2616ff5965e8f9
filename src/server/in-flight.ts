import { setMaxListeners } from 'node:events';
import type { Server, ServerResponse } from 'node:http';

/** The requests that are being answered, for a stop that loses none of them. */
export interface InFlight {
  /** Counts a request until its answer is written. The signal is aborted when its client leaves before. */
  enter(response: ServerResponse): AbortSignal;
  readonly isClosing: boolean;
  /** Takes no new connection, waits until all is answered, and cuts off what is not after `graceMs`. */
  close(server: Server, graceMs: number): Promise<void>;
}

export function countInFlight(): InFlight {
  const controllers = new Set<AbortController>();
  let isClosing = false;
  return {
    enter: (response) => enter(response, controllers),
    get isClosing() {
      return isClosing;
    },
    close(server, graceMs) {
      isClosing = true;
      return closeServer(server, graceMs, controllers);
    },
  };
}

function enter(response: ServerResponse, controllers: Set<AbortController>): AbortSignal {
  const controller = new AbortController();
  // Each request of the operation that waits for its turn listens; Node would take more than ten for a leak.
  setMaxListeners(0, controller.signal);
  controllers.add(controller);
  response.once('close', () => {
    controllers.delete(controller);
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

async function closeServer(
  server: Server,
  graceMs: number,
  controllers: Set<AbortController>,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => {
    for (const controller of controllers) controller.abort();
    server.closeAllConnections();
  }, graceMs);
  await closed;
  clearTimeout(deadline);
}
