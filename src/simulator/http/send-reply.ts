import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { chooseLanguage } from './language.js';
import { mayCompress, type Reply } from './reply.js';
import type { RawRequest } from './request.js';

const compress = promisify(gzip);

function acceptsGzip(accepted: string | undefined): boolean {
  return accepted !== undefined && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}

/** The application names its language except when it sends a visitor to its login page. */
function namesLanguage(reply: Reply): boolean {
  return reply.from === 'application' && reply.status !== 302;
}

/** The headers of an answer, but for those of compression. */
export function headersOf(reply: Reply, asked: IncomingHttpHeaders): Record<string, string | number> {
  const headers: Record<string, string | number> = { Server: 'Apache', ...reply.headers };
  if (namesLanguage(reply)) headers['Content-Language'] = chooseLanguage(asked['accept-language']);
  if (reply.type !== undefined) headers['Content-Type'] = reply.type;
  if (reply.from === 'apache') headers['Content-Length'] = Buffer.byteLength(reply.body);
  return headers;
}

/** Told the status and the bytes of the body of an answer before its last byte is out. */
export type Note = (status: number, bytes: number) => void;

/** An answer as it goes out. */
export interface ComposedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  /** Compressed if the caller takes that; empty where the answer has no body. */
  readonly body: string | Buffer;
}

/** Puts an answer into the form that this caller gets. */
export async function composeReply(request: RawRequest, reply: Reply): Promise<ComposedReply> {
  const headers = headersOf(reply, request.headers);
  let body: string | Buffer = reply.body;
  if (mayCompress(reply) && acceptsGzip(request.headers['accept-encoding'])) {
    body = await compress(reply.body);
    headers['Content-Encoding'] = 'gzip';
  }
  const hasBody = request.method !== 'HEAD' && reply.status !== 204;
  if (hasBody && reply.from === 'application') headers['Transfer-Encoding'] = 'chunked';
  return { status: reply.status, headers, body: hasBody ? body : '' };
}

/** Sends an answer. */
export async function sendReply(
  response: ServerResponse,
  request: RawRequest,
  reply: Reply,
  note: Note,
): Promise<void> {
  const { status, headers, body } = await composeReply(request, reply);
  response.writeHead(status, headers);
  note(status, Buffer.byteLength(body));
  response.end(body);
}
