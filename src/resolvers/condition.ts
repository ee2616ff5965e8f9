import type { Source } from '../loaders/entities.js';
import type { Field, Fields, Parameters, Resource } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';

/** One thing asked of the rows of a list, in rundb's terms. */
export interface Condition {
  /** Wire fields from the listed resource to the column, or the name of a parameter that is none. */
  readonly path: readonly string[];
  readonly parameters: Parameters | 'nothing';
  /** A parameter has to be declared by the resource in `extraFilters`. */
  readonly asks: 'column' | 'parameter' | 'either';
}

/** Whether a source knows a condition: rundb ignores those it does not know. docs/rundb.md, "Filters" */
export function knows({ resource }: Source, condition: Condition): boolean {
  return asksParameter(resource, condition) || asksColumn(resource, condition);
}

function asksColumn({ fields }: Resource, { path, asks }: Condition): boolean {
  return asks !== 'parameter' && columnAt(fields, path) !== undefined;
}

/** `samples__name__in` is a parameter of the path samples, name. */
function asksParameter({ extraFilters }: Resource, { path, asks }: Condition): boolean {
  if (asks === 'column') return false;
  const name = path.join('__');
  return extraFilters.includes(name) || extraFilters.includes(`${name}__in`);
}

/** The column that a filter path leads to, if every step of it may be filtered. */
export function columnAt(fields: Fields, [name, ...rest]: readonly string[]): Field | undefined {
  const field = name === undefined ? undefined : fields[name];
  if (!field || field.filter === '') return undefined;
  if (rest.length === 0) return field;
  return columnAt(field.fields ?? fieldsOf(field.to), rest);
}

function fieldsOf(resource: string | undefined): Fields {
  const known: Readonly<Record<string, { readonly fields: Fields }>> = resources;
  return (resource === undefined ? undefined : known[resource]?.fields) ?? {};
}

/**
 * Whether rundb may give a row several times under these conditions: once for each match of a relation to many, unless
 * one row at its end is named by key. docs/rundb.md, "Filters"
 */
export function mayRepeat({ resource }: Source, conditions: readonly Condition[]): boolean {
  if (resource.isDistinct) return false;
  const columns = conditions.filter((condition) => asksColumn(resource, condition));
  const relations = new Set(columns.flatMap(({ path }) => relationsToMany(resource, path)));
  return [...relations].some((relation) => !columns.some((condition) => namesOne(condition, relation)));
}

/** The relations to many on a path, each with the steps that lead to it. */
function relationsToMany({ fields }: Resource, path: readonly string[]): string[] {
  const steps = path.map((_step, index) => path.slice(0, index + 1));
  return steps.filter((step) => columnAt(fields, step)?.isMany === true).map((step) => step.join('__'));
}

function namesOne({ path, parameters }: Condition, relation: string): boolean {
  const name = path.join('__');
  if (name !== relation && name !== `${relation}__id`) return false;
  return (
    parameters !== 'nothing' &&
    parameters.some(([asked, value]) => (asked === name || asked === `${name}__in`) && !value.includes(','))
  );
}
