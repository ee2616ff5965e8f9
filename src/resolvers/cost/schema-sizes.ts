import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** How many items the lists have, on average, that a question about the schema is answered with. */
export type SchemaSizes = (type: string, field: string) => number;

const known = new WeakMap<GraphQLSchema, SchemaSizes>();

export function sizesOf(schema: GraphQLSchema): SchemaSizes {
  const sizes = known.get(schema) ?? measure(schema);
  known.set(schema, sizes);
  return sizes;
}

function measure(schema: GraphQLSchema): SchemaSizes {
  const types = Object.values(schema.getTypeMap());
  const perType = (count: (type: GraphQLNamedType) => number) =>
    types.reduce((sum, type) => sum + count(type), 0) / types.length;
  const fields = perType(countFields);
  const averages = new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', schema.getDirectives().length],
    ['__Type.fields', fields],
    ['__Type.inputFields', perType((type) => (isInputObjectType(type) ? countOf(type.getFields()) : 0))],
    ['__Type.enumValues', perType((type) => (isEnumType(type) ? type.getValues().length : 0))],
    ['__Field.args', perType(countArguments) / Math.max(fields, 1)],
  ]);
  return (type, field) => averages.get(`${type}.${field}`) ?? 1;
}

const countOf = (fields: object) => Object.keys(fields).length;

function countFields(type: GraphQLNamedType): number {
  return isObjectType(type) || isInterfaceType(type) ? countOf(type.getFields()) : 0;
}

function countArguments(type: GraphQLNamedType): number {
  if (!isObjectType(type) && !isInterfaceType(type)) return 0;
  return Object.values(type.getFields()).reduce((sum, { args }) => sum + args.length, 0);
}
