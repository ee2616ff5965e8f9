import { describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLField, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql';
import { graph } from './graph.js';

/*
 * Names that follow from each other. How single names are written is the linter's (eslint.config.js).
 */
type Place = readonly [path: string, field: GraphQLField<unknown, unknown>];

const places = Object.values(graph.getTypeMap()).flatMap((type): Place[] => {
  if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) return [];
  return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
});

const connections = places.filter(([, { type }]) => getNamedType(type).name.endsWith('Connection'));

function rowOf({ type }: Place[1]): string {
  const connection = getNamedType(type);
  if (!isObjectType(connection)) throw new Error(connection.name);
  const nodes = connection.getFields()['nodes'];
  return nodes ? getNamedType(nodes.type).name : '';
}

const typeOf = ({ args }: Place[1], name: string) =>
  String(args.find((argument) => argument.name === name)?.type);

describe.each(connections)('%s', (_path, field) => {
  it('is a connection of its rows, filtered and ordered as these', () => {
    const row = rowOf(field);
    expect(getNamedType(field.type).name).toBe(`${row}Connection`);
    const argumentTypes = {
      filter: `${row}Filter`,
      orderBy: `[${row}Order!]`,
      first: 'Int',
      after: 'String',
      offset: 'Int',
    };
    for (const [name, type] of Object.entries(argumentTypes))
      expect([name, typeOf(field, name)]).toEqual([name, type]);
  });
});

const edges = Object.values(graph.getTypeMap()).filter(({ name }) => name.endsWith('Edge'));

it('each edge is of a connection', () => {
  const rows = connections.map(([, field]) => rowOf(field));
  expect(edges.map(({ name }) => name).toSorted()).toEqual(
    [...new Set(rows)].map((row) => `${row}Edge`).toSorted(),
  );
});

const mutations = Object.values(graph.getMutationType()?.getFields() ?? {});
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

it.each(mutations.map(({ name, type, args }) => [name, String(getNamedType(type)), args] as const))(
  '%s has a payload of its name, or of the mutation that it is a kind of, and takes one input',
  (name, type, args) => {
    expect(type).toMatch(/Payload$/);
    expect(pascal(name).startsWith(type.replace(/Payload$/, ''))).toBe(true);
    const inputs = args.filter((argument) => argument.name === 'input');
    expect(inputs).toHaveLength(1);
  },
);
