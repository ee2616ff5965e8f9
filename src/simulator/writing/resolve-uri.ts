import type { Row } from '../api.js';
import { badKey, badRequest, crash } from '../values/refusals.js';
import type { Writing } from './writing.js';

const DETAIL = /^\/rundb\/api\/(?:v1|mesh\/v1)\/(\w+)\/(.+)\/$/;
const LIST = /^\/rundb\/api\/(?:v1|mesh\/v1)\/\w+\/$/;

/**
 * The row that a URI names, among those of the given resource: rundb takes the key and does not look at the name in the
 * URI. Refuses with 404 what is no address of a row, and with 400 an address of a row that is not there.
 */
export function resolveUri(resource: Writing, uri: string): Row {
  const row = findByUri(resource, uri);
  if (row === undefined) throw badRequest(`Could not find the provided object via resource URI '${uri}'.`);
  return row;
}

/** As resolveUri, but undefined for an address of a row that is not there. */
export function findByUri(resource: Writing, uri: string): Row | undefined {
  if (LIST.test(uri)) throw crash();
  const [, name, key] = DETAIL.exec(uri) ?? [];
  if (name === undefined || key === undefined || !resource.around.knows(name)) throw badKey();
  return resource.find(key);
}
