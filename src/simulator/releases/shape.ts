import type { ResourceDeclaration } from '../resources/declaration.js';
import type { FieldSchema, Schema } from '../resources/schemas.js';
import type { Shape } from './release.js';

/** A resource as a release has it. */
export function shapeDeclaration(
  declaration: ResourceDeclaration,
  shape: Shape | undefined,
  hasMesh: boolean,
): ResourceDeclaration {
  const { prefix, ...rest } = declaration;
  const placed = hasMesh || prefix === undefined ? declaration : rest;
  return shape ? shapeFields(placed, shape) : placed;
}

function shapeFields(declaration: ResourceDeclaration, shape: Shape): ResourceDeclaration {
  const { narrow, ...unnarrowed } = declaration;
  const { unprinted, fields } = shape;
  const { complete } = declaration;
  return {
    ...unnarrowed,
    ...(narrow && shape.isPlain !== true && { narrow }),
    fields: { ...declaration.fields, ...fields },
    ...(unprinted && {
      complete: (object, row, reading) => {
        complete?.(object, row, reading);
        for (const name of unprinted) Reflect.deleteProperty(object, name);
      },
    }),
  };
}

/** What the resource says of itself, and what its filters and orders obey. */
export function shapeSchema(schema: Schema, shape: Shape | undefined): Schema {
  if (!shape) return schema;
  const { without = new Set() } = shape;
  const keeps = (name: string) => !without.has(name);
  const former = Object.keys(shape.fields ?? {}).filter((name) => !schema.fields.has(name));
  const kept = [...schema.fields].filter(([name]) => keeps(name));
  return {
    ...schema,
    fields: new Map([...kept, ...former.map((name) => [name, formerField] as const)]),
    filtering: new Set([...schema.filtering].filter(keeps)),
    ordering: schema.ordering?.filter(keeps),
  };
}

const formerField: FieldSchema = {
  type: 'string',
  flags: 'br',
  default: 'No default provided.',
  help: 'Unicode string data. Ex: "Hello World"',
};
