import type { Agent } from 'node:http';
import { ADMIN_KEY, type Answer, ask } from './ask.js';
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

function bodyOf(request: RecordedRequest): { body?: string } {
  if (request.bodyText !== undefined) return { body: request.bodyText };
  return request.body === undefined ? {} : { body: JSON.stringify(request.body) };
}

/** Sends a recorded request to another server, byte for byte but for its credentials. */
export function replay({ request }: Exchange, port: number, agent: Agent): Promise<Answer> {
  const { method = 'GET', path } = request;
  const recorded = Object.entries(request.headers ?? USUAL_HEADERS);
  const headers = Object.fromEntries(recorded.map(([name, value]) => [name, withKeys(value)]));
  return ask(port, { method, path, headers, ...bodyOf(request) }, agent);
}
