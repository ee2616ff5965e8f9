import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import type { Reply } from './reply.js';
import { headersOf } from './send-reply.js';
import type { RawRequest } from './request.js';

/**
 * Requests that node:http does not let pass (methods that it does not know, very long heads): Apache reads them, so
 * their heads are read here.
 */
export function readOddRequest(packet: Buffer, remoteAddress: string): RawRequest | undefined {
  const text = packet.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...fields] = text.slice(0, Math.max(end, 0)).split('\r\n');
  const [, method, target] = /^([!#$%&'*+.^_`|~\w-]+) (\S+) HTTP\/1\.[01]$/.exec(line) ?? [];
  if (method === undefined || target === undefined) return undefined;
  const headers = Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  return { method, target, headers, remoteAddress, body: Buffer.alloc(0) };
}

/** Writes an answer to a bare connection and closes it. */
export function endSocket(socket: Duplex, request: RawRequest | undefined, reply: Reply): void {
  const headers = {
    ...headersOf(reply, request?.headers ?? {}),
    'Content-Length': Buffer.byteLength(reply.body),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const start = `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ''}\r\n`;
  // Whoever asks so oddly may be gone already, which must not end the simulator.
  socket.on('error', () => undefined);
  socket.end(`${start}${lines.join('')}\r\n${String(reply.body)}`);
}
