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

/** Resolvers by type and field, as they were written: the schema maker wraps them and loses what they read. */
export type WrittenResolvers = Readonly<Record<string, unknown>>;

/**
 * Gives every field of a row type that has no resolver one that reads the wire field of its name, and notes on each
 * field what it reads. A field that neither has a resolver nor a wire field is a fault of the schema.
 */
export function attachReaders(schema: GraphQLSchema, written: WrittenResolvers): GraphQLSchema {
  for (const entity of Object.keys(entities) as EntityName[]) {
    const type = schema.getType(entity);
    if (isObjectType(type)) attachType(type, { names: wireNames(entity), written, done: new Set() });
  }
  return schema;
}

interface Attaching {
  readonly names: ReadonlyMap<string, string>;
  readonly written: WrittenResolvers;
  readonly done: Set<GraphQLObjectType>;
}

function attachType(type: GraphQLObjectType, attaching: Attaching): void {
  if (attaching.done.has(type)) return;
  attaching.done.add(type);
  for (const field of Object.values(type.getFields())) {
    // A view may be shared by several entities: what the first pass noted holds for all.
    const noted = field.extensions[readsKey] as Reads | undefined;
    const reads = noted ?? writtenReads(type, field, attaching) ?? attachReader(type, field, attaching);
    field.extensions = { ...field.extensions, [readsKey]: reads };
    const view = getNamedType(field.type);
    if (reads.isView && isObjectType(view)) attachType(view, attaching);
  }
}

const readsNothing: Reads = { reads: [], isView: false };

function writtenReads(type: GraphQLObjectType, field: AnyField, { written }: Attaching): Reads | undefined {
  if (!field.resolve) return undefined;
  const resolver = (written[type.name] as WrittenResolvers | undefined)?.[field.name];
  return typeof resolver === 'function' && 'reads' in resolver
    ? (resolver as unknown as Reads)
    : readsNothing;
}

type AnyField = GraphQLField<unknown, unknown>;

function attachReader(type: GraphQLObjectType, field: AnyField, { names }: Attaching): Reads {
  const name = names.get(field.name);
  if (name === undefined)
    throw new Error(`${type.name}.${field.name} has neither a resolver nor a wire field`);
  const convert = readers[getNamedType(field.type).name];
  field.resolve = convert
    ? (row) => applyTo(read(row as Placed, name), convert)
    : (row) => read(row as Placed, name);
  return { reads: [name], isView: false };
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
