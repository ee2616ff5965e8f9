import type { IncomingHttpHeaders } from 'node:http';
import type { Parameters } from '../api.js';
import { parseQuery, unescapePercents } from './query-string.js';

/** What arrives: the bytes asked, before anything is decoded. */
export interface RawRequest {
  readonly method: string;
  /** The request target as sent, path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string;
  /** All of the body, empty when there is none. */
  readonly body: Buffer;
}

/** A request as the web application sees it. */
export interface SimulatorRequest extends RawRequest {
  /** Decoded path, without empty and dot segments. */
  readonly path: string;
  /** Query string as sent, without the question mark. */
  readonly query: string;
  readonly parameters: Parameters;
}

/** The path part and the query part of a request target, both as sent. */
export function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

/** Apache resolves dot segments and joins double slashes before the application is asked. */
function normalise(path: string): string {
  if (!path.includes('//') && !path.includes('/.')) return path;
  const kept: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return `/${kept.join('/')}${/\/\.{0,2}$/.test(path) && kept.length > 0 ? '/' : ''}`;
}

/** The request with path and query decoded. */
export function decodeRequest(raw: RawRequest): SimulatorRequest {
  const [path, query] = splitTarget(raw.target);
  return {
    ...raw,
    method: raw.method.toUpperCase(),
    path: normalise(unescapePercents(path)),
    query,
    parameters: parseQuery(query),
  };
}
