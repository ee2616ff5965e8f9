import type { AnswerBody } from '../../support/gateway.js';

/** Plain values that a list shows in any case. */
const FEW = 8;
/** Text beyond this length is cut. */
const LONGEST = 240;

/**
 * What a page shows of an answer, as JSON: lists with their first entries and a text that says how many more there
 * are, errors without their places in the operation, and nothing that differs from one request to the next.
 */
export function excerptOf({ data, errors }: AnswerBody, lists: number): string {
  const told = errors?.map(({ message, path, extensions }) => ({
    message,
    ...(path && { path }),
    extensions: 'requestId' in extensions ? { ...extensions, requestId: '…' } : extensions,
  }));
  return JSON.stringify(shorten({ ...(told && { errors: told }), data }, lists));
}

function shorten(value: unknown, lists: number): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  if (Array.isArray(value)) return shortenList(value, lists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shorten(item, lists)]));
}

function shortenList(list: readonly unknown[], lists: number): unknown[] {
  const isPlain = list.every((item) => typeof item !== 'object');
  const most = isPlain ? Math.max(FEW, lists) : lists;
  const shown = list.slice(0, most).map((item) => shorten(item, lists));
  return list.length > most ? [...shown, `… ${list.length - most} more`] : shown;
}
