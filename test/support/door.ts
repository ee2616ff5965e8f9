import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Torrent Server's address, which can be told to know nobody any more, or not to answer. */
export interface Door {
  readonly url: string;
  /** 401 for callers whose `Authorization` holds this text. */
  refuse(text: string | undefined): void;
  close(): Promise<void>;
}

const asksWho = { 'www-authenticate': 'Basic Realm="django-tastypie"' };

/** Opens an address that leads to another one. */
export async function openDoor(to: string): Promise<Door> {
  let refused: string | undefined;
  const server = createServer((request, response) => {
    const isRefused = refused !== undefined && request.headers.authorization?.includes(refused) === true;
    if (isRefused) response.writeHead(401, { ...asksWho, 'content-length': 0 }).end();
    else void forward(to, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refuse: (text) => void (refused = text),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function forward(to: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { authorization, accept = '' } = request.headers;
  const headers = authorization === undefined ? { accept } : { accept, authorization };
  const answer = await fetch(`${to}${request.url ?? ''}`, { headers, redirect: 'manual' });
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, {
    ...(answer.status === 401 && asksWho),
    'content-type': 'application/json',
    'content-length': body.length,
  });
  response.end(body);
}
