import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLObjectType, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { entities, type EntityName } from '../../src/loaders/entities.js';
import type { Field, Fields, Resource } from '../../src/rundb/resource.js';
import { resources } from '../../src/rundb/resources/index.js';
import { columnPaths } from './column-paths.js';
import { wireNames } from './wire-names.js';

const folder = new URL('../../schema/', import.meta.url);

/** The SDL of `schema/` alone, without resolvers. */
export const graph = buildSchema(
  readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n'),
);

/** The wire fields of each type that shows rows; the first resource is the one that knows every filter. */
export const shown: Readonly<Record<EntityName, readonly [Resource, ...Resource[]]>> = {
  ...resourcesOfEntities(),
  Report: [resources.resultsWithPlugins, resources.projectresults],
};
export type Shown = EntityName;
export const shownTypes = (Object.keys(shown) as Shown[]).sort();

function resourcesOfEntities() {
  const table = Object.entries(entities).map(([name, { sources }]) => [
    name,
    sources.map(({ resource }) => resource),
  ]);
  return Object.fromEntries(table) as Record<EntityName, [Resource, ...Resource[]]>;
}

export function fieldsOf(entity: Shown): Fields {
  return Object.assign({}, ...[...shown[entity]].reverse().map((resource) => resource.fields));
}

export function objectType(name: string): GraphQLObjectType {
  const type = graph.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
}

/** `q20_mean_alignment_length` is `q20MeanAlignmentLength`. */
export function byRule(wire: string): string {
  const [head = '', ...rest] = wire.split('_');
  const joined = head + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** The wire field that a plain field of a type shows; `type` may be a view of the entity's rows. */
export function wireNameOf(entity: Shown, type: string, field: string): string | undefined {
  return wireNames[type]?.[field] ?? Object.keys(fieldsOf(entity)).find((wire) => byRule(wire) === field);
}

/** A wire field as the resource declares it that filters by it, if one does. */
function filterable(entity: Shown, name: string): Field | undefined {
  const fields = shown[entity].map((resource) => resource.fields[name]);
  return fields.find((field) => field !== undefined && field.filter !== '') ?? fields[0];
}

/** Wire fields of an entity that one of its resources filters by. */
export function filterableFields(entity: Shown): [name: string, field: Field][] {
  const names = new Set(shown[entity].flatMap(({ fields }) => Object.keys(fields)));
  return [...names].flatMap((name): [string, Field][] => {
    const field = filterable(entity, name);
    return field && field.filter !== '' ? [[name, field]] : [];
  });
}

/** Wire names, joined by `__`, from a row of the entity to the column that a filter or an order means. */
export function columnPathOf(entity: Shown, name: string): string {
  return columnPaths[entity]?.[name] ?? wireNameOf(entity, entity, name) ?? name;
}

/** The column that a filter or an order of an entity means. */
export function columnOf(entity: Shown, name: string): Field | undefined {
  const path = columnPathOf(entity, name);
  const [first = '', second] = path.split('__');
  const field = filterable(entity, first);
  if (second === undefined) return field;
  const known: Readonly<Record<string, Resource>> = resources;
  return field?.filter === 'R' ? known[field.to ?? '']?.fields[second] : undefined;
}

/** The names by which lists of the entity can be ordered, each with the graph's name of its field. */
export function orderFieldsOf(entity: string): ReadonlyMap<string, string> {
  const order = graph.getType(`${entity}OrderField`);
  const filter = graph.getType(`${entity}Filter`);
  const names = [
    ...Object.keys(isInputObjectType(filter) ? filter.getFields() : {}),
    ...(isShown(entity) ? Object.keys(fieldsOf(entity)).map(byRule) : []),
  ];
  const byOrderName = new Map(names.map((name) => [upperCase(name), name]));
  const offered = isEnumType(order) ? order.getValues() : [];
  return new Map(offered.map(({ name }) => [name, byOrderName.get(name) ?? name]));
}

const isShown = (entity: string): entity is Shown => Object.hasOwn(shown, entity);

const upperCase = (name: string) =>
  name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4').toUpperCase();
