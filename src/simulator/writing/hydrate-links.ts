import type { Row } from '../api.js';
import { isObject } from '../resources/fields.js';
import { badRequest, crash } from '../values/refusals.js';
import type { Draft } from './draft.js';
import { hydrateNested, notRelated } from './hydrate.js';
import type { Body } from './read-body.js';
import { resolveUri } from './resolve-uri.js';
import type { Save } from './save-draft.js';
import type { Writing } from './writing.js';

/**
 * Links a row that has just been stored as the lists of its body say. Lists that are not sent end all links of a
 * many-to-many relation, unless the request is a PATCH.
 */
export function hydrateLinks(draft: Draft, row: Row, save: Save): void {
  const { writing, body, isPatch } = draft;
  const { store } = writing.around;
  for (const [name, { type, flags }] of writing.described.fields) {
    const field = writing.fields.get(name);
    if (type !== 'to_many' || flags.includes('r') || field?.resource === undefined) continue;
    const relation = writing.model.relations.get(field.attribute ?? '');
    if (relation === undefined || (isPatch && !(name in body.data))) continue;
    const value = body.data[name] ?? null;
    if (value === null && !/[bn]/.test(flags)) {
      throw badRequest(`The '${name}' field has no data and doesn't allow a null value.`);
    }
    const target = writing.around.find(field.resource);
    const rows = value === null ? [] : findRows(target, name, value, body, save);
    if (relation.kind === 'link') store.replaceLinks(writing.model.name, row, relation.name, rows);
    else store.link(writing.model.name, row, relation.name, rows);
  }
}

function findRows(target: Writing, name: string, value: unknown, body: Body, save: Save): readonly Row[] {
  if (typeof value === 'number' || typeof value === 'boolean') throw crash();
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.keys(Object(value));
  const exact = body.exact[name];
  return items.map((item, place) => {
    if (typeof item === 'string') return resolveUri(target, item);
    if (!isObject(item)) throw notRelated(name, item);
    const read: unknown = Array.isArray(exact) ? exact[place] : undefined;
    return save(hydrateNested(target, { data: item, exact: isObject(read) ? read : item }));
  });
}
