import { type Agent, type IncomingMessage, request as openRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Exchange, RecordedRequest } from './recordings.js';

/** What came back: decompressed text, and the media type without parameters. */
export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

const KEYS: readonly (readonly [placeholder: string, value: string])[] = [
  ['<valid key of ionuser>', '1'.repeat(40)],
  ['<valid key of a user in no group, without any permission>', '2'.repeat(40)],
  ['<valid key of an inactive user>', '3'.repeat(40)],
  ['<base64 of ionadmin and its right password>', btoa('ionadmin:ionadmin')],
  ['<base64 of ionadmin and a wrong password>', btoa('ionadmin:wrong')],
];

const USUAL_HEADERS = {
  Authorization: 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6',
  Accept: 'application/json',
};

function withKeys(value: string): string {
  return KEYS.reduce((text, [placeholder, key]) => text.replace(placeholder, key), value);
}

function bodyOf(request: RecordedRequest): string | undefined {
  return request.bodyText ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
}

function headersOf(request: RecordedRequest, body: string | undefined): Record<string, string> {
  const headers = Object.entries(request.headers ?? USUAL_HEADERS).map(([name, value]) => [
    name,
    withKeys(value),
  ]);
  // Otherwise node:http sends a body of unknown length with the methods that usually have none.
  if (body !== undefined) headers.push(['Content-Length', String(Buffer.byteLength(body))]);
  return Object.fromEntries(headers) as Record<string, string>;
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const text = response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  const type = response.headers['content-type']?.split(';')[0];
  return { status: response.statusCode ?? 0, type, text: text.toString('utf8') };
}

/** Sends a recorded request to another server, byte for byte but for its credentials. */
export function replay({ request }: Exchange, port: number, agent: Agent): Promise<Answer> {
  const { method = 'GET', path } = request;
  const body = bodyOf(request);
  return new Promise((resolve, reject) => {
    const headers = headersOf(request, body);
    const sent = openRequest({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    sent.on('error', reject).end(body);
  });
}
