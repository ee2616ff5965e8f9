import type { Parameters, Row } from '../api.js';
import { parseInteger } from '../values/numbers.js';
import { badRequest, crash } from '../values/refusals.js';

/** PostgreSQL takes offsets and limits of 64 bits. */
const LARGEST = 2 ** 63;

export interface Window {
  /** 0: all rows (only where no cap is set). */
  readonly limit: number;
  readonly offset: number;
}

/** Reads `limit` and `offset`; `cap` null sets no limit. docs/rundb.md, "Paging" */
export function readWindow(parameters: Parameters, defaultLimit: number, cap: number | null): Window {
  const asked = lastValue(parameters, 'limit');
  const limit = asked === undefined ? defaultLimit : readNumber('limit', 'a positive integer', asked);
  const offset = readNumber('offset', 'an integer', lastValue(parameters, 'offset') ?? '0');
  return { limit: cap !== null && (limit === 0 || limit > cap) ? cap : limit, offset };
}

function readNumber(name: string, kind: string, text: string): number {
  const number = parseInteger(text);
  if (number === undefined) throw badRequest(`Invalid ${name} '${text}' provided. Please provide ${kind}.`);
  if (number < 0) {
    throw badRequest(`Invalid ${name} '${text}' provided. Please provide a positive integer >= 0.`);
  }
  return number;
}

export function lastValue(parameters: Parameters, name: string): string | undefined {
  return parameters.findLast((parameter) => parameter[0] === name)?.[1];
}

/** Cuts the window out of the rows. Numbers that the database cannot hold make rundb crash. */
export function cutWindow(rows: readonly Row[], { limit, offset }: Window): readonly Row[] {
  if (offset + limit >= LARGEST) throw crash();
  return limit === 0 ? rows.slice(offset) : rows.slice(offset, offset + limit);
}

/**
 * The envelope's meta: `next` and `previous` keep every parameter of the request, unknown ones and credentials
 * included, and are absent when no limit is in force.
 */
export function describeWindow(
  { limit, offset }: Window,
  count: number,
  parameters: Parameters,
  path: string,
): object {
  const meta = { limit, offset, total_count: count };
  if (limit === 0) return meta;
  const link = (start: number): string => linkTo(path, parameters, limit, start);
  return {
    ...meta,
    next: offset + limit >= count ? null : link(offset + limit),
    previous: offset - limit < 0 ? null : link(offset - limit),
  };
}

function linkTo(path: string, parameters: Parameters, limit: number, offset: number): string {
  const kept = parameters.filter(([name]) => name !== 'limit' && name !== 'offset');
  const all = [...kept, ['limit', String(limit)], ['offset', String(offset)]] as const;
  return `${path}?${all.map((pair) => pair.map(quote).join('=')).join('&')}`;
}

/** Percent-encoding as Python's urlencode does it. */
function quote(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
