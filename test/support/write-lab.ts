import type { Simulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from './ask.js';
import type { Body } from './ask-lab.js';

export const USER_KEY = `ApiKey ionuser:${'1'.repeat(40)}`;
export const READER_KEY = `ApiKey readonly:${'2'.repeat(40)}`;

/** The canned body of an unhandled failure. */
export const SORRY =
  '{"error_message": "Sorry, this request could not be processed. Please try again later."}';

export interface Written {
  readonly status: number;
  readonly text: string;
  /** Absolute address of what was made. */
  readonly location: string | undefined;
  readonly type: string | undefined;
  readonly vary: string | undefined;
}

/** Writes below `/rundb/api/v1/`: `body` is JSON, or a text to be sent as it stands. */
export async function write(
  { port }: Simulator,
  method: string,
  path: string,
  body?: Body | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Written> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const usual = { Authorization: ADMIN_KEY, 'Content-Type': 'application/json' };
  const answer = await ask(port, {
    method,
    path: `/rundb/api/v1/${path}`,
    headers: { ...usual, ...headers },
    ...(text !== undefined && { body: text }),
  });
  const { location, vary, 'content-type': type } = answer.headers;
  return { status: answer.status, text: answer.text, location, type, vary };
}

/** The status of a write, and its body where it has one. */
export async function outcome(...asked: Parameters<typeof write>): Promise<readonly unknown[]> {
  const { status, text } = await write(...asked);
  if (text === '') return [status];
  return [status, text.startsWith('{') ? JSON.parse(text) : text];
}
