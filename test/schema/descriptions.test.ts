import { describe, expect, it } from '@jest/globals';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { graph } from './graph.js';
import { wireNames } from './wire-names.js';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

function partsOf(type: GraphQLNamedType): [path: string, part: Described][] {
  const parts: [string, Described][] = [[type.name, type]];
  if (isEnumType(type)) parts.push(...within(type, type.getValues()));
  if (isInputObjectType(type)) parts.push(...within(type, Object.values(type.getFields())));
  if (!isObjectType(type) && !isInterfaceType(type)) return parts;
  for (const field of Object.values(type.getFields())) {
    parts.push([`${type.name}.${field.name}`, field]);
    for (const arg of field.args) parts.push([`${type.name}.${field.name}(${arg.name}:)`, arg]);
  }
  return parts;
}

const within = (type: Described, parts: readonly Described[]): [string, Described][] =>
  parts.map((part) => [`${type.name}.${part.name}`, part]);

const ownTypes = Object.values(graph.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

describe('descriptions', () => {
  const parts = ownTypes.flatMap(partsOf);

  it('stand at every type, field, argument, enum value and input field', () => {
    expect(parts.length).toBeGreaterThan(900);
    expect(parts.filter(([, { description }]) => !description?.trim()).map(([path]) => path)).toEqual([]);
  });

  it('are sentences', () => {
    const odd = parts.filter(([, { description }]) => !/^[A-Z0-9"`][\s\S]*\.$/.test(description ?? ''));
    expect(odd.map(([path, { description }]) => `${path}: ${description}`)).toEqual([]);
  });

  it('name the rundb field where the name differs', () => {
    const differing = Object.entries(wireNames).flatMap(([type, fields]) =>
      Object.entries(fields).map(([field, wire]): [string, string] => [`${type}.${field}`, `rundb: ${wire}`]),
    );
    const described = new Map(
      parts.map(([path, { description }]) => [path, description?.replace(/\s+/g, ' ')]),
    );
    expect(differing.filter(([path, words]) => !described.get(path)?.includes(words))).toEqual([]);
  });
});
