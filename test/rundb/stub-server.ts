import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Caller, type Connection, type ConnectionOptions, connect } from '../../src/rundb/connection.js';
import { RundbError } from '../../src/rundb/error.js';

export interface Stub {
  readonly url: string;
  /** Requests so far, such as `GET /rundb/api/v1/chip/?limit=1`. */
  readonly requests: string[];
  readonly headers: IncomingMessage['headers'][];
  close(): Promise<void>;
}

/** A server on loopback that answers every request with the listener. */
export async function startStub(listener: RequestListener): Promise<Stub> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, requests, headers, close };
}

const timeouts = { connect: 2_000, response: 5_000, request: 10_000 };

/** Each request is sent once, unless the options say otherwise. */
export function connectTo(
  { url }: { readonly url: string },
  options: Partial<ConnectionOptions> = {},
): Connection {
  return connect({ name: 'lab', url, timeouts, maxRetries: 0, ...options });
}

/** Runs the task with a client of a stub that answers with the listener, and closes both. */
export async function withStub<T>(
  listener: RequestListener,
  task: (client: ReturnType<Connection['client']>, stub: Stub) => Promise<T>,
  options: Partial<ConnectionOptions> & { readonly caller?: Caller } = {},
): Promise<T> {
  const { caller = {}, ...rest } = options;
  const stub = await startStub(listener);
  const connection = connectTo(stub, rest);
  try {
    return await task(connection.client(caller), stub);
  } finally {
    connection.close();
    await stub.close();
  }
}

export interface NumberedRow {
  readonly id: number;
}

/** One page of the rows, as rundb envelopes it. */
export function envelope(rows: readonly object[], url: string, totalCount = rows.length): string {
  const query = new URL(url, 'http://stub').searchParams;
  const offset = Number(query.get('offset') ?? 0);
  const limit = Math.min(Number(query.get('limit') ?? 20), 1000);
  const objects = rows.slice(offset, offset + limit);
  return JSON.stringify({
    meta: { limit, next: '/elsewhere/', offset, previous: null, total_count: totalCount },
    objects,
  });
}

/** Rows with the ids `from` down to `to`, newest first as rundb gives them. */
export function numberedRows(from: number, to = 1): NumberedRow[] {
  return Array.from({ length: from - to + 1 }, (_, index) => ({ id: from - index }));
}

/** The RundbError that the promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<RundbError> {
  const outcome = await promise.then(
    () => new Error('no failure'),
    (error: unknown) => error,
  );
  if (outcome instanceof RundbError) return outcome;
  throw outcome;
}
