import { isObjectType, type GraphQLSchema } from 'graphql';
import type { EntityName, Source } from '../loaders/entities.js';
import type { Parameters } from '../rundb/resource.js';
import { camelCase } from './attach.js';
import type { Reads } from './readings.js';
import { readsKey } from './selection.js';

export interface OrderInput {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
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
  const keys = orderBy.map(({ field, direction }) => ({ name: columnOf(schema, entity, field), direction }));
  const last = keys.at(-1)?.direction ?? 'DESC';
  const all = keys.some(({ name }) => name === 'id') ? keys : [...keys, { name: 'id', direction: last }];
  return {
    parameters: all.map(({ name, direction }) => ['order_by', direction === 'DESC' ? `-${name}` : name]),
    isKnownTo: ({ resource }) => all.every(({ name }) => resource.fields[name]?.order === true),
  };
}

/** `TIME_STAMP` orders by what the field `timeStamp` shows. */
function columnOf(schema: GraphQLSchema, entity: EntityName, field: string): string {
  if (field === 'ID') return 'id';
  const name = camelCase(field.toLowerCase());
  const type = schema.getType(entity);
  const shown = isObjectType(type) ? findField(type.getFields(), name) : undefined;
  const [wire] = (shown?.extensions[readsKey] as Reads | undefined)?.reads ?? [];
  if (wire === undefined) throw new Error(`${entity} has no column to order by ${field}`);
  return wire;
}

/** Enum values cannot tell `q20MeanReadLength` from `q20meanReadLength`: names are compared without case. */
function findField<F>(fields: Readonly<Record<string, F>>, name: string): F | undefined {
  return (
    fields[name] ?? Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
  );
}
