import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { badUserInput } from '../errors.js';
import { entities, type EntityName, type Source } from '../loaders/entities.js';
import { UnsendableValueError } from '../rundb/error.js';
import { lookup, type Operator } from '../rundb/lookup.js';
import type { Field, Fields, Kind, Parameters } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';
import { columnOf, entityOf } from './columns.js';
import { readKey } from './global-id.js';
import { mergeParameters } from './merge-parameters.js';
import { type Special, specials } from './special-filters.js';

/** A filter in rundb's terms. */
export interface CompiledFilter {
  /** Query parameters, or `nothing` where no row can match. */
  readonly parameters: Parameters | 'nothing';
  /** Whether a source knows every filter: rundb ignores those it does not know. docs/rundb.md, "Filters" */
  isKnownTo(source: Source): boolean;
}

interface Condition {
  /** Wire fields from the listed resource to the column. */
  readonly path: readonly string[];
  readonly parameters: Parameters | 'nothing';
  /** A parameter that is not a column: the resource must declare it. */
  readonly isExtra: boolean;
}

/** A filter input: a value (condition or nested filter) for each name. */
export type FilterInput = Readonly<Record<string, unknown>>;

/** Where a filter is asked: names mean what the schema says, ids are of one server. */
export interface FilterPlace {
  readonly schema: GraphQLSchema;
  readonly server: string;
}

/** Turns a filter input of an entity into query parameters. Throws BAD_USER_INPUT for what rundb cannot take. */
export function compileFilter(
  place: FilterPlace,
  entity: EntityName,
  filter: FilterInput | null | undefined,
): CompiledFilter {
  const type = place.schema.getType(entity);
  const conditions = filter && isObjectType(type) ? compileInput(place, type, filter, []) : [];
  return {
    parameters: mergeParameters(conditions.map((condition) => condition.parameters)),
    isKnownTo: ({ resource }) =>
      conditions.every(({ path, isExtra }) =>
        isExtra
          ? resource.extraFilters.some((extra) => isOf(extra, path))
          : columnAt(resource.fields, path) !== undefined,
      ),
  };
}

/** `samples__name__in` is a parameter of the path samples, name. */
function isOf(parameter: string, path: readonly string[]): boolean {
  const name = path.join('__');
  return parameter === name || parameter === `${name}__in`;
}

function compileInput(
  place: FilterPlace,
  type: GraphQLObjectType,
  filter: FilterInput,
  prefix: readonly string[],
): Condition[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (value === null)
      throw badUserInput(`The filter \`${name}\` is null; leave it out, or ask \`isNull: true\`.`);
    if (name === 'id') return idConditions(place, type, value as FilterInput, [...prefix, 'id']);
    const special = specials[type.name]?.[name];
    if (special) return [specialCondition(special, name, value, prefix)];
    const column = columnOf(type, name);
    const path = [...prefix, ...column];
    const related = place.schema.getType(entityOf(type, name) ?? '');
    return isObjectType(related)
      ? compileInput(place, related, value as FilterInput, path)
      : columnConditions(name, path, kindAt(type, column), value as FilterInput);
  });
}

function specialCondition(
  special: Special,
  name: string,
  value: unknown,
  prefix: readonly string[],
): Condition {
  const parameters = sendable(name, () => special.parameters(value, prefix.join('__')));
  return { path: [...prefix, ...special.path], parameters, isExtra: special.isExtra };
}

function kindAt(type: GraphQLObjectType, path: readonly string[]): Kind {
  const sources: readonly Source[] = entities[type.name as EntityName].sources;
  const fields = sources.map(({ resource }) => columnAt(resource.fields, path));
  const field = fields.find((found) => found !== undefined);
  if (!field) throw new Error(`No resource of ${type.name} filters by ${path.join('__')}`);
  return field.kind;
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

function columnConditions(
  name: string,
  path: readonly string[],
  kind: Kind,
  value: FilterInput,
): Condition[] {
  const { ignoreCase, ...operators } = value;
  if (ignoreCase === true && 'in' in operators)
    throw badUserInput(`\`${name}\`: \`ignoreCase\` does not go with \`in\`.`);
  return Object.entries(operators).map(([operator, operand]) => {
    if (operand === null) throw badUserInput(`\`${name}.${operator}\` is null; ask \`isNull\` instead.`);
    const parameters = sendable(name, () =>
      lookup(path.join('__'), kind, operator as Operator, operand as never, ignoreCase === true),
    );
    return { path, parameters, isExtra: false };
  });
}

/** Ids of another server match no row here; ids of another type are a mistake. */
function idConditions(
  { server }: FilterPlace,
  { name: type }: GraphQLObjectType,
  value: FilterInput,
  path: readonly string[],
): Condition[] {
  return Object.entries(value).map(([operator, operand]) => {
    if (operand === null) throw badUserInput(`\`id.${operator}\` is null; leave it out.`);
    const given = [operand].flat().map((id) => readKey(String(id), type));
    const keys = given.flatMap((key) => {
      if ('number' in key) return key.number ?? [];
      return key.server === server ? Number(key.key) : [];
    });
    return { path, parameters: lookup(path.join('__'), 'integer', 'in', keys), isExtra: false };
  });
}

function sendable(name: string, send: () => Parameters | 'nothing'): Parameters | 'nothing' {
  try {
    return send();
  } catch (error) {
    if (error instanceof UnsendableValueError) throw badUserInput(`\`${name}\`: ${error.message}`);
    throw error;
  }
}
