import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { badUserInput } from '../errors.js';
import { entities, type EntityName, isEntity, type Source } from '../loaders/entities.js';
import type { ServerScope } from '../loaders/scope.js';
import { UnsendableValueError } from '../rundb/error.js';
import { lookup, type Operator } from '../rundb/lookup.js';
import type { Kind, Parameters } from '../rundb/resource.js';
import { columnOf, filteredType } from './columns.js';
import { columnAt, type Condition, knows } from './condition.js';
import { readKey } from './global-id.js';
import { type Special, specials } from './special-filters.js';

/** A filter in rundb's terms. */
export interface CompiledFilter {
  readonly conditions: readonly Condition[];
  /** Conditions on related rows that no resource of the list knows: those rows have to be found first. */
  readonly searches: readonly Search[];
}

export interface Search {
  /** Wire fields from the listed resource to the key of the rows to be found. */
  readonly path: readonly string[];
  readonly entity: EntityName;
  readonly filter: FilterInput;
}

/** What of a search is asked of the listed rows: the keys, once they are found. */
export const searched = ({ path }: Search): Condition => ({ path, parameters: [], asks: 'column' });

/** A filter input: a value (condition or nested filter) for each name. */
export type FilterInput = Readonly<Record<string, unknown>>;

/** Where a filter is asked: names mean what the schema says, ids and resources are of one server. */
export interface FilterPlace {
  readonly schema: GraphQLSchema;
  readonly scope: ServerScope;
}

/** Turns a filter input of an entity into conditions. Throws BAD_USER_INPUT for what rundb cannot take. */
export function compileFilter(
  place: FilterPlace,
  entity: EntityName,
  filter: FilterInput | null | undefined,
): CompiledFilter {
  const type = place.schema.getType(entity);
  return filter && isObjectType(type) ? compileInput({ ...place, entity }, type, filter, []) : nothingAsked;
}

const nothingAsked: CompiledFilter = { conditions: [], searches: [] };

/** The list that is filtered, as well. */
interface ListPlace extends FilterPlace {
  readonly entity: EntityName;
}

function compileInput(
  place: ListPlace,
  type: GraphQLObjectType,
  filter: FilterInput,
  prefix: readonly string[],
): CompiledFilter {
  const parts = Object.entries(filter).map(([name, value]) => {
    if (value === null)
      throw badUserInput(`The filter \`${name}\` is null; leave it out, or ask \`isNull: true\`.`);
    const related = filteredType(place.schema, type, name);
    return related
      ? compileRelated(place, related, value as FilterInput, [...prefix, ...columnOf(type, name)])
      : { conditions: compileOwn(place, type, [name, value], prefix), searches: [] };
  });
  return {
    conditions: parts.flatMap(({ conditions }) => conditions),
    searches: parts.flatMap(({ searches }) => searches),
  };
}

/** A filter of rows that a relation leads to. Where a part of it can only be asked of those rows themselves, all is. */
function compileRelated(
  place: ListPlace,
  related: GraphQLObjectType,
  filter: FilterInput,
  path: readonly string[],
): CompiledFilter {
  const { conditions: asked, searches } = compileInput(place, related, filter, path);
  const conditions = [...asked, ...presence(asked, path)];
  if (conditions.length + searches.length === 0 || !isEntity(related.name)) return { conditions, searches };
  const sources = place.scope.sources(place.entity);
  const isKnown = (condition: Condition) => sources.some((source) => knows(source, condition));
  const shown = [...conditions, ...baseConditions(related.name, path)];
  if ([...shown, ...searches.map(searched)].every(isKnown)) return { conditions: shown, searches };
  const [{ resource }] = entities[related.name].sources;
  return { conditions: [], searches: [{ path: [...path, resource.key], entity: related.name, filter }] };
}

/**
 * A filter of related rows finds none where there is no such row, whose columns rundb would take for null.
 * docs/rundb.md, "Filters"
 */
function presence(asked: readonly Condition[], path: readonly string[]): Condition[] {
  if (!asked.some(asksForNull)) return [];
  return [{ path, parameters: [[`${path.join('__')}__isnull`, 'False']], asks: 'column' }];
}

function asksForNull({ parameters }: Condition): boolean {
  return (
    parameters !== 'nothing' &&
    parameters.some(([name, value]) => name.endsWith('__isnull') && value === 'True')
  );
}

/** Related rows are those that the graph shows: a plan that has not run owns a row of `experiment`, but no run. */
function baseConditions(entity: EntityName, path: readonly string[]): Condition[] {
  const [{ base }] = entities[entity].sources;
  return base.map(([name, value]) => ({
    path: [...path, ...name.split('__').slice(0, 1)],
    parameters: [[[...path, name].join('__'), value]],
    asks: 'column',
  }));
}

function compileOwn(
  place: ListPlace,
  type: GraphQLObjectType,
  [name, value]: [name: string, value: unknown],
  prefix: readonly string[],
): Condition[] {
  if (name === 'id') return idConditions(place, type, value as FilterInput, [...prefix, 'id']);
  const special = specials[type.name]?.[name];
  if (special) return [specialCondition(special, name, value, prefix)];
  const column = columnOf(type, name);
  return columnConditions(
    name,
    [...prefix, ...column],
    kindAt(place, type, prefix, column),
    value as FilterInput,
  );
}

function specialCondition(
  special: Special,
  name: string,
  value: unknown,
  prefix: readonly string[],
): Condition {
  const parameters = sendable(name, () => special.parameters(value, prefix.join('__')));
  return { path: [...prefix, ...special.path], parameters, asks: special.asks };
}

/** The kind of a column of a type's own rows, or of a part of the listed rows. */
function kindAt(
  { entity }: ListPlace,
  { name }: GraphQLObjectType,
  prefix: readonly string[],
  column: readonly string[],
): Kind {
  const [sources, path] = isEntity(name)
    ? ([entities[name].sources, column] as const)
    : ([entities[entity].sources, [...prefix, ...column]] as const);
  const all: readonly Source[] = sources;
  const fields = all.map(({ resource }) => columnAt(resource.fields, path));
  const field = fields.find((found) => found !== undefined);
  if (!field) throw new Error(`No resource of ${name} filters by ${path.join('__')}`);
  return field.kind;
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
    return { path, parameters, asks: 'column' };
  });
}

/** Ids of another server match no row here; ids of another type are a mistake. */
function idConditions(
  { scope }: FilterPlace,
  { name: type }: GraphQLObjectType,
  value: FilterInput,
  path: readonly string[],
): Condition[] {
  return Object.entries(value).map(([operator, operand]) => {
    if (operand === null) throw badUserInput(`\`id.${operator}\` is null; leave it out.`);
    const given = [operand].flat().map((id) => readKey(String(id), type));
    const keys = given.flatMap((key) => {
      if ('number' in key) return key.number ?? [];
      return key.server === scope.name ? Number(key.key) : [];
    });
    return { path, parameters: lookup(path.join('__'), 'integer', 'in', keys), asks: 'column' };
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
