import type { Parameters } from '../api.js';
import type { Models } from '../database/model.js';
import { LOOKUPS, readLookup } from '../query/lookups.js';
import { findPath } from '../query/paths.js';
import type { Condition, OrderTerm } from '../query/selection.js';
import { badRequest, crash } from '../values/refusals.js';
import type { FieldDeclaration, ResourceDeclaration } from './declaration.js';
import type { Schema } from './schemas.js';

/** A resource as filters and orders see it. */
export interface Filterable {
  readonly declaration: ResourceDeclaration;
  readonly described: Schema;
  readonly fields: ReadonlyMap<string, FieldDeclaration>;
}

export type FindFilterable = (name: string) => Filterable;

/**
 * Reads the parameters that name fields; all others are ignored, misspelt ones too.
 * docs/rundb.md, "Filters"
 */
export function readFilters(
  models: Models,
  resource: Filterable,
  parameters: Parameters,
  find: FindFilterable,
): Condition[] {
  const names = new Set(parameters.map(([name]) => name));
  return [...names].flatMap((name) => {
    const texts = parameters.filter((parameter) => parameter[0] === name).map(([, value]) => value);
    return readFilter(models, resource, name, texts, find) ?? [];
  });
}

/** Undefined when the name starts with no field of the resource. */
function readFilter(
  models: Models,
  resource: Filterable,
  name: string,
  texts: readonly string[],
  find: FindFilterable,
): Condition | undefined {
  const [field = '', ...rest] = name.split('__');
  if (!resource.described.fields.has(field)) return undefined;
  const last = rest.at(-1);
  const lookup = last !== undefined && LOOKUPS.has(last) ? last : 'exact';
  const steps = lookup === 'exact' && last !== 'exact' ? rest : rest.slice(0, -1);
  const attributes = followFields(resource, field, lookup, steps, find);
  const path = findPath(models, resource.declaration.model, attributes);
  return { path, lookup: readLookup(lookup, texts, path) };
}

/** Checks each field on the way, as its own resource declares it, and gives the model's names. */
function followFields(
  resource: Filterable,
  field: string,
  lookup: string,
  steps: readonly string[],
  find: FindFilterable,
): string[] {
  if (!resource.described.filtering.has(field)) {
    throw badRequest(`The '${field}' field does not allow filtering.`);
  }
  if (resource.declaration.refusesFilters === true) {
    throw badRequest(`'${lookup}' is not an allowed filter on the '${field}' field.`);
  }
  const known = resource.fields.get(field);
  if (known === undefined) throw crash();
  if (known.attribute === null) {
    throw badRequest(`The '${field}' field has no 'attribute' for searching with.`);
  }
  const names = known.attribute.split('__');
  const [next, ...others] = steps;
  if (next === undefined) return names;
  if (known.resource === undefined) throw badRequest(`The '${field}' field does not support relations.`);
  return [...names, ...followFields(find(known.resource), next, lookup, others, find)];
}

/** A term of `order_by`, checked against the fields, in the names of the model. */
export interface AskedOrder {
  readonly names: readonly string[];
  readonly falling: boolean;
}

/** Reads a term of `order_by`. The first name is a field; what follows are names of the model. */
export function readOrderTerm(resource: Filterable, term: string): AskedOrder {
  const falling = term.startsWith('-');
  const [field = '', ...rest] = (falling ? term.slice(1) : term).split('__');
  return { names: [...orderAttribute(resource, field).split('__'), ...rest], falling };
}

/** A name that the database does not have crashes rundb when it asks. */
export function findOrderTerm(models: Models, model: string, { names, falling }: AskedOrder): OrderTerm {
  return { path: findPath(models, model, names), falling };
}

function orderAttribute(resource: Filterable, field: string): string {
  if (!resource.described.fields.has(field)) {
    throw badRequest(`No matching '${field}' field for ordering on.`);
  }
  if (resource.described.ordering?.includes(field) !== true) {
    throw badRequest(`The '${field}' field does not allow ordering.`);
  }
  const attribute = resource.fields.get(field)?.attribute;
  if (attribute === undefined) throw crash();
  if (attribute === null) {
    throw badRequest(`The '${field}' field has no 'attribute' for ordering with.`);
  }
  return attribute;
}
