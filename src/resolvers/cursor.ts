import { badUserInput } from '../errors.js';

/** The place of a row in a list: how many rows of it come up to and with this one. */
export function encodeCursor(count: number): string {
  return Buffer.from(`rows:${count}`).toString('base64url');
}

export function decodeCursor(text: string): number {
  const [, count] = /^rows:(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (count === undefined || encodeCursor(Number(count)) !== text) {
    throw badUserInput('`after` is no cursor of this list.');
  }
  return Number(count);
}
