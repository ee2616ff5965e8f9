import { UnsendableValueError } from './error.js';
import type { Parameters } from './resource.js';

/** Below Apache's 8,190 bytes for a request line, with room for the method and the path. docs/rundb.md, "Transport" */
const longestQuery = 8_000;

/**
 * Root of the API on a server given by its address, with a slash at the end. User, password, query and fragment of
 * the address are left out.
 */
export function apiRoot(url: string): string {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/+$/, '').replace(/\/rundb\/api\/v1$/, '');
  return `${origin}${base}/rundb/api/v1/`;
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Encodes for a query. Commas stay: they part values in rundb, and encoded ones take three bytes. */
export function encodeValue(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',');
}

/**
 * `path` with its slash and the parameters behind it; rundb redirects a path without one.
 * @throws UnsendableValueError when that is longer than a Torrent Server takes
 */
export function requestPath(path: string, parameters: Parameters): string {
  if (parameters.length === 0) return `${path}/`;
  const query = parameters.map(([name, value]) => `${name}=${encodeValue(value)}`).join('&');
  if (query.length > longestQuery) {
    throw new UnsendableValueError('The filters are longer than a Torrent Server takes in one request.');
  }
  return `${path}/?${query}`;
}
