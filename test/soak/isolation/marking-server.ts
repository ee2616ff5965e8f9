import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Torrent Server that shows each caller names of his own, so that one can see for whom an answer was given. */
export interface MarkingServer {
  readonly url: string;
  /** 401 for this `Authorization`, as for a key that was withdrawn; undefined: for none. */
  refuse(authorization: string | undefined): void;
  /** Out of service for everybody. */
  isDown: boolean;
  close(): Promise<void>;
}

/** What stands behind the names shown to a caller. */
export const markOf = (caller: string) => `@@${caller}@@`;

/** The callers whose marks a text holds. */
export function markedIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/@@(\w+)@@/g)].map(([, caller]) => caller ?? ''));
}

/** Columns that people read, and by which the gateway looks nothing up. */
const marked = /"(resultsName|description|planName|planDisplayedName|displayName|notes)": ?"([^"\\]*)"/g;

interface Door {
  readonly lab: string;
  /** Callers by their `Authorization`. */
  readonly callers: ReadonlyMap<string, string>;
  refused: string | undefined;
  isDown: boolean;
}

export async function startMarkingServer(
  lab: string,
  callers: ReadonlyMap<string, string>,
): Promise<MarkingServer> {
  const door: Door = { lab, callers, refused: undefined, isDown: false };
  const server = createServer((request, response) => void answer(door, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refuse: (authorization) => void (door.refused = authorization),
    get isDown() {
      return door.isDown;
    },
    set isDown(isDown) {
      door.isDown = isDown;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const asksWho = { 'www-authenticate': 'Basic Realm="django-tastypie"', 'content-length': 0 };

async function answer(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const authorization = request.headers.authorization ?? '';
  const sent = await bodyOf(request);
  if (door.isDown) return void response.writeHead(503, { 'content-length': 0 }).end();
  if (authorization !== '' && authorization === door.refused) {
    return void response.writeHead(401, asksWho).end();
  }
  const onward = send(
    `${door.lab}${request.url ?? ''}`,
    { method: request.method ?? 'GET', headers: request.headers },
    (came) => void giveBack(door.callers.get(authorization), came, response),
  );
  onward.once('error', () => response.destroy());
  onward.end(sent);
}

async function giveBack(
  caller: string | undefined,
  came: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = (await bodyOf(came)).toString('utf8');
  const shown = caller === undefined ? text : text.replace(marked, `"$1": "$2${markOf(caller)}"`);
  const { 'transfer-encoding': _chunked, ...headers } = came.headers;
  response.writeHead(came.statusCode ?? 500, { ...headers, 'content-length': Buffer.byteLength(shown) });
  response.end(shown);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
