import { Refusal, type WriteAnswer, type WriteRequest } from '../api.js';
import { isObject } from '../resources/fields.js';
import { badRequest, crash } from '../values/refusals.js';
import { draftOf, newDraft } from './draft.js';
import { hydrate } from './hydrate.js';
import { type Body, readBothWays } from './read-body.js';
import { findByUri, resolveUri } from './resolve-uri.js';
import { demand, type Save, saveFor } from './save-draft.js';
import type { Writing } from './writing.js';

/** Replaces the rows that the parameters match by those of the body; for callers without permission it matches none. */
export function putList(request: WriteRequest, writing: Writing): WriteAnswer {
  const bodies = readObjects(readBothWays(request), 'Invalid data sent.');
  const { store } = writing.around;
  return store.atomically(() => {
    removeMatching(request, writing, 'change');
    const save = saveFor(request.caller);
    for (const body of bodies) save(hydrate(newDraft(writing, body)));
    return { status: 204 };
  });
}

/** Deletes the rows that the parameters match, all rows without any; none for callers without permission. */
export function deleteList(request: WriteRequest, writing: Writing): WriteAnswer {
  writing.around.store.atomically(() => removeMatching(request, writing, 'delete'));
  return { status: 204 };
}

/** Changes, makes and deletes rows, all of them or none. */
export function patchList(request: WriteRequest, writing: Writing): WriteAnswer {
  const both = readBothWays(request);
  const bodies = readObjects(both, "Invalid data sent, missing 'objects'");
  const deleted = both.data['deleted_objects'];
  const uris: readonly unknown[] = Array.isArray(deleted) ? deleted : [];
  if (bodies.length > 0 && !writing.described.detailMethods.includes('put')) throw new Refusal(405, null);
  if (uris.length > 0 && !writing.described.detailMethods.includes('delete')) throw new Refusal(405, null);
  return writing.around.store.atomically(() => {
    const save = saveFor(request.caller);
    for (const body of bodies) patchListed(writing, body, save);
    for (const uri of uris) deleteListed(request, writing, uri);
    return { status: 202 };
  });
}

function patchListed(writing: Writing, body: Body, save: Save): void {
  const uri = body.data['resource_uri'];
  if (uri !== undefined && typeof uri !== 'string') throw crash();
  const stored = uri === undefined ? undefined : findByUri(writing, uri);
  save(hydrate(stored === undefined ? newDraft(writing, body) : draftOf(writing, stored, body, true)));
}

function deleteListed({ caller }: WriteRequest, writing: Writing, uri: unknown): void {
  if (typeof uri !== 'string') throw crash();
  const row = resolveUri(writing, uri);
  demand(caller, 'delete', writing);
  writing.around.store.remove(writing.model.name, row);
}

function removeMatching(
  { caller, parameters }: WriteRequest,
  writing: Writing,
  right: 'change' | 'delete',
): void {
  const rows = writing.matching(parameters);
  if (!caller.may(`${right}_${writing.model.name}`)) return;
  for (const row of [...rows]) writing.around.store.remove(writing.model.name, row);
}

function readObjects({ data, exact }: Body, missing: string): readonly Body[] {
  if (!('objects' in data)) throw badRequest(missing);
  const { objects } = data;
  const read = exact['objects'];
  if (!Array.isArray(objects) || !Array.isArray(read)) throw crash();
  return objects.map((item: unknown, place) => {
    const kept: unknown = read[place];
    if (!isObject(item) || !isObject(kept)) throw crash();
    return { data: item, exact: kept };
  });
}
