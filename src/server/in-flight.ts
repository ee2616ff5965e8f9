import { setMaxListeners } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';

/** The requests that are being answered, for a stop that loses none of them. */
export interface InFlight {
  /** Counts a request until its answer is written. The signal is aborted when its client leaves before. */
  enter(response: ServerResponse): AbortSignal;
  readonly isClosing: boolean;
  /** Takes no new connection, waits until all is answered, and cuts off what is not in time. */
  close(server: Server, patience: ClosingPatience): Promise<void>;
}

/** Milliseconds. */
export interface ClosingPatience {
  /** For idle connections, which may be used once more, by a proxy that has not seen yet that no new one is taken. */
  readonly idle: number;
  /** From then on, for what is being answered. */
  readonly grace: number;
}

export function countInFlight(): InFlight {
  const controllers = new Set<AbortController>();
  let isClosing = false;
  return {
    enter: (response) => enter(response, controllers),
    get isClosing() {
      return isClosing;
    },
    close(server, patience) {
      isClosing = true;
      return closeServer(server, patience, controllers);
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
  { idle, grace }: ClosingPatience,
  controllers: Set<AbortController>,
): Promise<void> {
  // As any server: one of HTTP would close idle connections in the same breath, and lose a request on its way.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  // Of those that become idle from now on.
  server.keepAliveTimeout = Math.max(idle, 1);
  const idled = setTimeout(() => server.closeIdleConnections(), idle);
  const deadline = setTimeout(() => {
    for (const controller of controllers) controller.abort();
    server.closeAllConnections();
  }, idle + grace);
  await closed;
  clearTimeout(idled);
  clearTimeout(deadline);
}
