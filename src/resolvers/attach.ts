import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { entities, type EntityName } from '../loaders/entities.js';
import { read } from '../loaders/read.js';
import type { Placed } from '../loaders/rows.js';
import { resources } from '../rundb/resources/index.js';
import { readFlag, readInteger, readNumber } from '../rundb/values.js';
import type { Reads } from './readings.js';
import { readsKey } from './selection.js';

/** How a wire value becomes a value of a scalar; others go out as they came. docs/rundb.md, "Values" */
const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
  Int: readInteger,
  SafeInt: readInteger,
  Float: readNumber,
  Boolean: readFlag,
};

/**
 * Gives every field of a row type that has no resolver one that reads the wire field of its name, and notes on each
 * field what it reads. A field that neither has a resolver nor a wire field is a fault of the schema.
 */
export function attachReaders(schema: GraphQLSchema): GraphQLSchema {
  for (const entity of Object.keys(entities) as EntityName[]) {
    const type = schema.getType(entity);
    if (isObjectType(type)) attachType(type, wireNames(entity), new Set());
  }
  return schema;
}

function attachType(
  type: GraphQLObjectType,
  names: ReadonlyMap<string, string>,
  done: Set<GraphQLObjectType>,
): void {
  if (done.has(type)) return;
  done.add(type);
  for (const field of Object.values(type.getFields())) {
    const reads = declaredReads(field) ?? attachReader(type, field, names);
    field.extensions = { ...field.extensions, [readsKey]: reads };
    const view = getNamedType(field.type);
    if (reads.isView && isObjectType(view)) attachType(view, names, done);
  }
}

const readsNothing: Reads = { reads: [], isView: false };

function declaredReads(field: GraphQLField<unknown, unknown>): Reads | undefined {
  if (!field.resolve) return undefined;
  return 'reads' in field.resolve ? (field.resolve as unknown as Reads) : readsNothing;
}

function attachReader(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  names: ReadonlyMap<string, string>,
): Reads {
  const name = names.get(field.name);
  if (name === undefined)
    throw new Error(`${type.name}.${field.name} has neither a resolver nor a wire field`);
  const convert = readers[getNamedType(field.type).name];
  const resolve = convert
    ? (row: unknown) => applyTo(read(row as Placed, name), convert)
    : (row: unknown) => read(row as Placed, name);
  // Noted on the resolver itself too: a view may be shared by several entities.
  const reads: Reads = { reads: [name], isView: false };
  field.resolve = Object.assign(resolve, reads);
  return reads;
}

function applyTo(value: unknown, convert: (value: unknown) => unknown): unknown {
  return value instanceof Promise ? value.then(convert) : convert(value);
}

/** The graph's name of each wire field of an entity: `q20_mean_alignment_length` is `q20MeanAlignmentLength`. */
export function wireNames(entity: EntityName): ReadonlyMap<string, string> {
  const embedded = entity === 'Report' ? [resources.compositeresult] : [];
  const shown = [...entities[entity].sources.map((source) => source.resource), ...embedded];
  return new Map(shown.flatMap(({ fields }) => Object.keys(fields)).map((name) => [camelCase(name), name]));
}

export function camelCase(name: string): string {
  const joined = name.replace(/_(.)/g, (_, next: string) => next.toUpperCase());
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}
