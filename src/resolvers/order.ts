import { type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import type { EntityName, Source } from '../loaders/entities.js';
import type { Parameters } from '../rundb/resource.js';
import { columnOf } from './columns.js';

export interface OrderInput {
  readonly field: string;
  /** The schema makes it ASC where it is left out. */
  readonly direction?: 'ASC' | 'DESC' | undefined;
}

export interface CompiledOrder {
  readonly parameters: Parameters;
  isKnownTo(source: Source): boolean;
}

/**
 * An order in rundb's terms. Ties always end by id, in the direction of the last key, so that pages neither repeat
 * nor lose rows. docs/rundb.md, "Ordering"
 */
export function compileOrder(
  schema: GraphQLSchema,
  entity: EntityName,
  orderBy: readonly OrderInput[],
): CompiledOrder {
  const keys = orderBy.map(({ field, direction }) => ({
    name: columnOfKey(schema, entity, field).join('__'),
    direction,
  }));
  const last = keys.at(-1)?.direction ?? 'DESC';
  const all = keys.some(({ name }) => name === 'id') ? keys : [...keys, { name: 'id', direction: last }];
  return {
    parameters: all.map(({ name, direction }) => ['order_by', direction === 'DESC' ? `-${name}` : name]),
    isKnownTo: ({ resource }) => all.every(({ name }) => resource.fields[name]?.order === true),
  };
}

/** `TIME_STAMP` orders by the column that the field `timeStamp` shows. */
function columnOfKey(schema: GraphQLSchema, entity: EntityName, key: string): readonly string[] {
  const type = schema.getType(entity);
  if (!isObjectType(type)) throw new Error(`${entity} is no type of the schema`);
  const filter = schema.getType(`${entity}Filter`);
  const names = [
    ...Object.keys(type.getFields()),
    ...(isInputObjectType(filter) ? Object.keys(filter.getFields()) : []),
  ];
  const name = names.find((candidate) => constantCase(candidate) === key);
  if (name === undefined) throw new Error(`${entity} has no field to order by ${key}`);
  return columnOf(type, name);
}

/** `q20MeanReadLength` as an enum value: `Q20_MEAN_READ_LENGTH`. */
export function constantCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toUpperCase();
}
