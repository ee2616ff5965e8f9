import type { ServerResponse } from 'node:http';
import type { ComposedReply, Note } from '../http/send-reply.js';
import { pause } from './pause.js';
import type { Fault } from './weather.js';

/** Ends the connection without a byte of an answer. */
export function cutConnection(response: ServerResponse, note: Note): void {
  note(0, 0);
  response.destroy();
}

/** Ends the connection after half of the body; where there is none, within the head. */
export function sendHalf(response: ServerResponse, reply: ComposedReply, note: Note): void {
  const { status, headers } = reply;
  const body = Buffer.from(reply.body);
  const half = body.subarray(0, Math.ceil(body.length / 2));
  note(status, half.length);
  if (half.length === body.length) response.socket?.write(`HTTP/1.1 ${status}`);
  else response.writeHead(status, headers).write(half);
  response.socket?.destroySoon();
}

/** Sends the body in pieces with pauses, at once when the weather ends, and no further when the caller is gone. */
export async function sendSlowly(
  response: ServerResponse,
  reply: ComposedReply,
  note: Note,
  { pieces, pause: milliseconds }: NonNullable<Fault['slow']>,
  until: AbortSignal,
): Promise<void> {
  const { status, headers } = reply;
  const body = Buffer.from(reply.body);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const end = AbortSignal.any([until, gone.signal]);
  response.writeHead(status, headers).flushHeaders();
  const size = Math.max(Math.ceil(body.length / pieces), 1);
  for (let start = 0; start + size < body.length; start += size) {
    response.write(body.subarray(start, start + size));
    await pause(milliseconds, end);
    if (response.destroyed) return note(0, start + size);
  }
  note(status, body.length);
  response.end(body.subarray(lastPiece(body.length, size)));
}

/** Where the last piece begins. */
function lastPiece(length: number, size: number): number {
  return length === 0 ? 0 : Math.floor((length - 1) / size) * size;
}
