import { isObject } from '../resources/fields.js';
import type { FieldDeclaration } from '../resources/declaration.js';
import type { FieldSchema } from '../resources/schemas.js';
import { badKey, badRequest } from '../values/refusals.js';
import { convertValue } from './convert-value.js';
import { type Draft, draftOf, newDraft } from './draft.js';
import { pythonText } from './python-text.js';
import type { Body } from './read-body.js';
import { resolveUri } from './resolve-uri.js';
import type { Writing } from './writing.js';

/**
 * Lays the body over a draft, field by field, as Tastypie does: fields that are read-only or that nothing declares are
 * passed over, null only counts where a field allows it. Refuses what does not fit.
 */
export function hydrate(draft: Draft): Draft {
  const { writing } = draft;
  for (const [name, field] of writing.described.fields) {
    const declared = writing.fields.get(name);
    if (declared === undefined || declared.attribute === null || field.flags.includes('r')) continue;
    if (field.type === 'to_one') hydrateOne(draft, name, field, declared);
    else if (field.type !== 'to_many') hydrateColumn(draft, name, field, declared.attribute);
  }
  return draft;
}

function hydrateColumn(
  { writing, body, stored, values, isPatch }: Draft,
  name: string,
  field: FieldSchema,
  column: string,
) {
  const type = writing.model.columns.get(column);
  if (type === undefined) return;
  const isNullable = field.flags.includes('n');
  if (!(name in body.data)) {
    // A field that may be blank counts as null when it is not sent.
    if (!isPatch && isNullable && field.flags.includes('b')) values[column] = null;
    return;
  }
  const value = type === 'json' ? body.exact[name] : body.data[name];
  const kept = value === null ? null : convertValue(type, name, value);
  // The moment of a row's making is that of its making, whatever is sent.
  const isMoment = stored === undefined && type === 'datetime' && field.default === true;
  if (!isMoment && (kept !== null || isNullable)) values[column] = kept;
}

function hydrateOne(
  draft: Draft,
  name: string,
  field: FieldSchema,
  { attribute, resource }: FieldDeclaration,
): void {
  const { writing, body, values } = draft;
  const relation = writing.model.relations.get(attribute ?? '');
  if (relation?.kind !== 'forward' || resource === undefined) return;
  const { column } = relation;
  const target = writing.around.find(resource);
  const value = body.data[name];
  if (value === undefined) {
    if (values[column] === null && writing.around.store.isRequired(writing.model.name, column))
      throw badKey();
  } else if (typeof value === 'string') values[column] = resolveUri(target, value)[target.model.key];
  else if (isObject(value))
    draft.before.push({ column, draft: hydrateNested(target, nestedBody(body, name)) });
  else if (value !== null) throw notRelated(name, value);
  else if (field.flags.includes('n') && !field.flags.includes('b')) values[column] = null;
}

/** An object in place of a URI: the row of its id with these changes, or a new row. */
export function hydrateNested(target: Writing, body: Body): Draft {
  const { id } = body.data;
  const stored = typeof id === 'number' || typeof id === 'string' ? target.find(String(id)) : undefined;
  return hydrate(stored === undefined ? newDraft(target, body) : draftOf(target, stored, body, false));
}

/** The part of a body that is an object under this name. */
export function nestedBody({ data, exact }: Body, name: string): Body {
  return { data: objectOr(data[name]), exact: objectOr(exact[name]) };
}

function objectOr(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** 400 for a related row that is neither URI nor object. */
export function notRelated(name: string, value: unknown) {
  const given = pythonText(value);
  return badRequest(
    `The '${name}' field was given data that was not a URI, not a dictionary-alike and does not have a 'pk' attribute: ${given}.`,
  );
}
