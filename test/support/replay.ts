import type { Agent } from 'node:http';
import { ADMIN_KEY, type Answer, ask } from './ask.js';
import type { MadeRows } from './made-rows.js';
import type { Exchange, RecordedRequest } from './recordings.js';

const KEYS: readonly (readonly [placeholder: string, value: string])[] = [
  ['<valid key of ionuser>', '1'.repeat(40)],
  ['<valid key of a user in no group, without any permission>', '2'.repeat(40)],
  ['<valid key of an inactive user>', '3'.repeat(40)],
  ['<base64 of ionadmin and its right password>', btoa('ionadmin:ionadmin')],
  ['<base64 of ionadmin and a wrong password>', btoa('ionadmin:wrong')],
];

const USUAL_HEADERS = { Authorization: ADMIN_KEY, Accept: 'application/json' };

function withKeys(value: string): string {
  return KEYS.reduce((text, [placeholder, key]) => text.replace(placeholder, key), value);
}

function bodyOf({ body, bodyText }: RecordedRequest, made: MadeRows | undefined): { body?: string | Buffer } {
  if (bodyText !== undefined) return { body: Buffer.from(bodyText, 'latin1') };
  return body === undefined ? {} : { body: JSON.stringify(made?.translate(body) ?? body) };
}

/**
 * Sends a recorded request to another server, byte for byte but for its credentials and for what the server calls the
 * rows that it has made meanwhile.
 */
export function replay({ request }: Exchange, port: number, agent: Agent, made?: MadeRows): Promise<Answer> {
  const { method = 'GET', path } = request;
  const recorded = Object.entries(request.headers ?? USUAL_HEADERS);
  const headers = Object.fromEntries(recorded.map(([name, value]) => [name, withKeys(value)]));
  const asked = made?.translateText(path) ?? path;
  return ask(port, { method, path: asked, headers, ...bodyOf(request, made) }, agent);
}
