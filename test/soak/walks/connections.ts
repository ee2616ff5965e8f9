import { getNamedType, isObjectType, type GraphQLField } from 'graphql';
import { graph, orderFieldsOf } from '../../schema/graph.js';

/** A field of the graph that is walked by cursors. */
export interface Connection {
  /** `reports`, or `Project.reports` of the rows of one parent. */
  readonly name: string;
  /** `Query`, or the type of the parent. */
  readonly owner: string;
  readonly field: string;
  /** Type of the rows. */
  readonly entity: string;
  /** By what the rows can be ordered. */
  readonly orders: readonly string[];
}

/** Every connection that the schema offers with an order. */
export const connections: readonly Connection[] = Object.values(graph.getTypeMap())
  .filter(isObjectType)
  .flatMap((owner) =>
    Object.values(owner.getFields())
      .filter(({ args }) => ['after', 'orderBy'].every((needed) => args.some(({ name }) => name === needed)))
      .map((field) => describe(owner.name, field)),
  );

function describe(owner: string, field: GraphQLField<unknown, unknown>): Connection {
  const entity = entityOf(field);
  return {
    name: owner === 'Query' ? field.name : `${owner}.${field.name}`,
    owner,
    field: field.name,
    entity,
    orders: [...orderFieldsOf(entity).keys()],
  };
}

function entityOf(field: GraphQLField<unknown, unknown>): string {
  const connection = getNamedType(field.type);
  const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
  if (!nodes) throw new Error(`${field.name} is no connection`);
  return getNamedType(nodes.type).name;
}
