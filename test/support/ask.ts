import {
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as openRequest,
} from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';

export const ADMIN_KEY = 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6';

export interface Question {
  /** GET when missing. */
  readonly method?: string;
  /** Path and query, sent as they stand. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Bytes of the body as sent. */
  readonly bytes: number;
  /** The body, decompressed. */
  readonly text: string;
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  const sent = Buffer.concat(chunks);
  // What a HEAD would have got is packed, it is not.
  const isPacked = sent.length > 0 && response.headers['content-encoding'] === 'gzip';
  const body = isPacked ? gunzipSync(sent) : sent;
  const { statusCode = 0, headers } = response;
  return { status: statusCode, headers, bytes: sent.length, text: body.toString('utf8') };
}

/** Asks a server on this machine over HTTP, without touching path or headers. */
export function ask(port: number, { body, ...question }: Question, agent?: Agent): Promise<Answer> {
  // Else node:http sends a body of unknown length with the methods that usually have none.
  const isChunked = question.headers !== undefined && 'Transfer-Encoding' in question.headers;
  const length = body === undefined || isChunked ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const headers = { ...question.headers, ...length };
  return new Promise((resolve, reject) => {
    openRequest({ host: '127.0.0.1', port, agent, ...question, headers }, (response) => {
      readAnswer(response).then(resolve, reject);
    })
      .on('error', reject)
      .end(body);
  });
}

/** Asks as the superuser and reads the JSON. */
export async function askForJson(port: number, path: string): Promise<unknown> {
  const { text } = await ask(port, { path, headers: { Authorization: ADMIN_KEY } });
  return JSON.parse(text);
}

/** Sends bytes over a bare connection and gives all that comes back until the server closes it. */
export function sendBytes(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    connect(port, '127.0.0.1')
      .setEncoding('latin1')
      .on('data', (chunk: string) => (received += chunk))
      .on('error', reject)
      .on('close', () => resolve(received))
      .write(text);
  });
}
