import { splitApiPath } from '../http/api-paths.js';
import { JSON_TYPE, type Reply } from '../http/reply.js';
import { splitTarget } from '../http/request.js';

/** What a request has read: how many rows of which resource. */
export interface RowsRead {
  readonly resource: string;
  readonly rows: number;
}

function numberIn(meta: string, name: string): number {
  return Number(new RegExp(`"${name}": ?(\\d+)`).exec(meta)?.[1] ?? 0);
}

/** Rows of a page by its envelope: reading the whole body would cost more than writing it did. */
function countPage(meta: string): number {
  const left = Math.max(numberIn(meta, 'total_count') - numberIn(meta, 'offset'), 0);
  const limit = numberIn(meta, 'limit');
  return limit === 0 ? left : Math.min(left, limit);
}

function countRowsOf(tail: string, body: string): number {
  if (tail.endsWith('schema/')) return 0;
  const set = /^set\/(.*)\/$/.exec(tail)?.[1];
  if (set !== undefined) return set.split(';').length;
  const meta = tail === '' ? /^\{"meta": ?(\{[^}]*\})/.exec(body)?.[1] : undefined;
  return meta === undefined ? 1 : countPage(meta);
}

/** Enough of a body to hold its envelope, whose links repeat what was asked. */
function startOf(body: string | Buffer): string {
  return typeof body === 'string' ? body : body.toString('utf8', 0, 40_000);
}

/** The rows behind an answer; undefined when it tells of none: pages, refusals, answers without a body. */
export function countRows(target: string, { status, type, body }: Reply): RowsRead | undefined {
  const rest = splitApiPath(splitTarget(target)[0])?.rest;
  if (rest === undefined || rest === '' || status !== 200 || type !== JSON_TYPE) return undefined;
  const end = rest.indexOf('/');
  return { resource: rest.slice(0, end), rows: countRowsOf(rest.slice(end + 1), startOf(body)) };
}
