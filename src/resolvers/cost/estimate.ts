import {
  type DocumentNode,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type EntityName, isEntity, type Source } from '../../loaders/entities.js';
import { lightestSource } from '../../loaders/projection.js';
import { carries } from '../../loaders/rows.js';
import { mostKeys } from '../../rundb/chunks.js';
import { mostRows } from '../arguments.js';
import { decodeId } from '../global-id.js';
import type { Reads } from '../readings.js';
import { type Asked, gather, lookBelow, type Nodes, readsKey, selectionOf, subfields } from '../selection.js';
import { Bill, type Estimate } from './bill.js';
import { sizesOf } from './schema-sizes.js';
import { rowsOfReference, usualRows } from './usual-rows.js';

export type { Estimate } from './bill.js';

/**
 * What an operation with these variables would ask of the Torrent Servers, if every list were as long as it may be. It
 * is reckoned by what the loaders go by: the resource that a selection chooses, its price, and how keys are put together.
 * Undefined where the variables do not fit, which whoever executes the operation will say.
 */
export function estimateCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Estimate | undefined {
  const isFixed = (operation.variableDefinitions ?? []).length === 0;
  const estimate =
    (isFixed ? known.get(operation) : undefined) ?? estimateAnew(schema, document, operation, variables);
  if (isFixed && estimate) known.set(operation, estimate);
  return estimate;
}

/** Operations without variables ask for the same each time. */
const known = new WeakMap<OperationDefinitionNode, Estimate>();

function estimateAnew(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Estimate | undefined {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 1,
  });
  const root = schema.getRootType(operation.operation);
  if (!coerced || !root) return undefined;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const estimator = new Estimator({ schema, fragments, variableValues: coerced });
  estimator.root(root, operation);
  return estimator.bill.sum();
}

/** Where a selection stands: how many rows it is asked of, and what they came from. */
interface Place {
  readonly path: string;
  readonly parents: number;
  readonly source: Source | undefined;
}

interface Step extends Place {
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: Nodes;
}

/** What a plan that is made or changed asks for: the lists that it is checked against, the plan, the write. */
const callsOfWrite = 12;

class Estimator {
  readonly bill = new Bill();
  readonly #lists = new Set<EntityName>();

  constructor(readonly asked: Asked) {}

  root(type: GraphQLObjectType, operation: OperationDefinitionNode): void {
    const node = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '' } } as const;
    const nodes = [{ ...node, selectionSet: operation.selectionSet }];
    if (operation.operation === 'mutation') {
      this.bill.add(type.name, 0, callsOfWrite * operation.selectionSet.selections.length);
    }
    this.#below(type, nodes, { path: '', parents: 1, source: undefined });
  }

  #below(type: GraphQLObjectType, nodes: Nodes, place: Place): void {
    for (const [key, group] of subfields(this.asked, type, nodes)) {
      const name = group[0]?.name.value ?? '';
      const field = type.getFields()[name] ?? this.#metaField(name);
      if (!field || !isCompositeType(getNamedType(field.type))) continue;
      const path = place.path === '' ? key : `${place.path}.${key}`;
      this.#field({ ...place, path, field, nodes: group });
    }
  }

  #metaField(name: string): GraphQLField<unknown, unknown> | undefined {
    const named = { __schema: '__Schema', __type: '__Type' }[name];
    const type = named === undefined ? undefined : this.asked.schema.getType(named);
    if (!isObjectType(type)) return undefined;
    return {
      name,
      type,
      args: [],
      description: null,
      deprecationReason: null,
      extensions: {},
      astNode: null,
    };
  }

  #field(step: Step): void {
    const type = getNamedType(step.field.type);
    if (type.name.startsWith('__')) this.#aboutSchema(type.name, step.nodes, step.path, 1);
    else if (type.name === 'Node') this.#nodes(step);
    else if (isObjectType(type)) this.#object(step, type);
  }

  #object(step: Step, type: GraphQLObjectType): void {
    const { field, nodes, parents, path } = step;
    const reads = field.extensions[readsKey] as Reads | undefined;
    const rowType = rowsOfConnection(type);
    const many = isList(field.type) ? usualRows(type.name) : 1;
    if (rowType) this.#connection(step, type, rowType);
    else if (reads?.isView) this.#below(type, nodes, step);
    else if (reads?.below) {
      for (const { entity } of lookBelow(this.asked, field, nodes, reads.below).children ?? []) {
        this.#rows(path, entity, undefined, parents * usualRows(entity), parents);
      }
      this.#below(type, nodes, { path, parents: parents * many, source: undefined });
    } else if (isEntity(type.name)) this.#entity(step, type, type.name, many);
    else this.#below(type, nodes, { ...step, parents: parents * many });
  }

  /** Each parent's list is asked for by itself. */
  #connection(step: Step, type: GraphQLObjectType, rowType: GraphQLObjectType): void {
    const { path, parents, nodes } = step;
    const first = this.#argument(step, 'first');
    // The list itself refuses a `first` that cannot be meant.
    const perParent = typeof first === 'number' && first > 0 && first <= mostRows ? first : 0;
    const { needs } = selectionOf(this.asked, type, nodes);
    if (!needs || !isEntity(rowType.name)) {
      this.bill.add(path, 0, parents);
      return;
    }
    const source = lightestSource(rowType.name, needs);
    const pages = Math.max(1, Math.ceil(perParent / (source?.resource.pageSize ?? 1)));
    this.bill.longestPage = Math.max(this.bill.longestPage, perParent);
    this.bill.add(path, parents * perParent, parents * pages, source);
    const place = { path, parents: parents * perParent, source };
    for (const [, group] of subfields(this.asked, type, nodes)) {
      const inner = type.getFields()[group[0]?.name.value ?? ''];
      const innerType = inner && getNamedType(inner.type);
      if (innerType === rowType) this.#below(rowType, group, { ...place, path: `${path}.nodes` });
      else if (innerType?.name.endsWith('Edge') && isObjectType(innerType))
        this.#edges(innerType, group, place);
    }
  }

  #edges(type: GraphQLObjectType, nodes: Nodes, place: Place): void {
    for (const [key, group] of subfields(this.asked, type, nodes)) {
      const inner = getNamedType(type.getFields()[group[0]?.name.value ?? '']?.type);
      const path = `${place.path}.edges.${key}`;
      if (isObjectType(inner)) this.#below(inner, group, { ...place, path });
    }
  }

  #entity(step: Step, type: GraphQLObjectType, entity: EntityName, many: number): void {
    const { path, parents, nodes } = step;
    const needs = gather(this.asked, type, nodes, new Set());
    const source = lightestSource(entity, needs);
    const rows = parents * many;
    if (!isEmbedded(step, needs)) this.#rows(path, entity, source, rows, parents);
    this.#below(type, nodes, { path, parents: rows, source });
  }

  /** Rows that are named by key or parent, so many of them in one request. */
  #rows(path: string, entity: EntityName, source: Source | undefined, rows: number, keys: number): void {
    const from = source ?? lightestSource(entity, new Set());
    const whole = rowsOfReference(entity);
    if (whole === undefined) {
      this.bill.add(path, rows, Math.ceil(keys / mostKeys), from);
    } else if (!this.#lists.has(entity)) {
      this.#lists.add(entity);
      this.bill.add(path, whole, 1, from);
    }
  }

  /** Global ids say of which type their object is. */
  #nodes(step: Step): void {
    const given = [this.#argument(step, 'id') ?? this.#argument(step, 'ids') ?? []].flat();
    const types = given.map((id) => (typeof id === 'string' ? decodeId(id)?.type : undefined) ?? '');
    for (const name of new Set(types)) {
      const type = this.asked.schema.getType(name);
      const many = types.filter((other) => other === name).length;
      if (isObjectType(type) && isEntity(name)) {
        this.#entity({ ...step, parents: step.parents * many, source: undefined }, type, name, 1);
      }
    }
  }

  #argument({ field, nodes: [node] }: Step, name: string): unknown {
    return node && getArgumentValues(field, node, this.asked.variableValues)[name];
  }

  #aboutSchema(typeName: string, nodes: Nodes, path: string, many: number): void {
    const type = this.asked.schema.getType(typeName);
    if (!isObjectType(type)) return;
    const sizes = sizesOf(this.asked.schema);
    for (const [, group] of subfields(this.asked, type, nodes)) {
      const name = group[0]?.name.value ?? '';
      const inner = type.getFields()[name];
      const values = many * sizes(typeName, name);
      this.bill.schemaValues += values;
      if (inner) this.#aboutSchema(getNamedType(inner.type).name, group, path, values);
    }
  }
}

function rowsOfConnection(type: GraphQLObjectType): GraphQLObjectType | undefined {
  const rows = type.name.endsWith('Connection') && getNamedType(type.getFields()['nodes']?.type);
  return isObjectType(rows) ? rows : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Whether the parent's rows hold these rows already, with all that is needed of them. */
function isEmbedded({ field, source }: Step, needs: ReadonlySet<string>): boolean {
  const { children, reads = [] } = (field.extensions[readsKey] as Reads | undefined) ?? {};
  const fields = source?.resource.fields ?? {};
  const names = children?.embeddedAs === undefined ? reads : [children.embeddedAs];
  return names.some((name) => {
    const { kind, fields: inner } = fields[name] ?? {};
    return kind === 'embedded' && inner !== undefined && [...needs].every((need) => carries(inner, need));
  });
}
