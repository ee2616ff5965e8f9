import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import type { Relation } from '../loaders/scope.js';
import type { LookBelow, Reads, Selects } from './readings.js';

/** Key of a field's `extensions` under which attach.ts leaves what the field reads. */
export const readsKey = 'rundb';

export type Nodes = readonly FieldNode[];
type Needs = Set<string>;

/** What a selection is read by: all that is known of an operation before it runs. */
export type Asked = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** graphql-js hands the same array to every row of a list, so a selection is looked at once, not once a row. */
const known = new WeakMap<Nodes, Map<GraphQLObjectType, Needs>>();

/** Wire fields that the current field's selection reads of rows shown as `type`. */
export function needsOf(info: GraphQLResolveInfo, type = objectTypeOf(info)): ReadonlySet<string> {
  if (!type) return new Set();
  return remember(known, info.fieldNodes, type, () => gather(info, type, info.fieldNodes, new Set()));
}

function remember<T>(
  memory: WeakMap<Nodes, Map<GraphQLObjectType, T>>,
  nodes: Nodes,
  type: GraphQLObjectType,
  make: () => T,
): T {
  const byType = memory.get(nodes) ?? new Map<GraphQLObjectType, T>();
  memory.set(nodes, byType);
  const value = byType.get(type) ?? make();
  byType.set(type, value);
  return value;
}

/** Rows that a selection asks for by the key of its own row, and the field that may hold them already. */
export interface SelectedChildren {
  readonly relation: Relation;
  /** Wire fields that are read of them. */
  readonly needs: ReadonlySet<string>;
  readonly embeddedAs: string | undefined;
}

/** Of children that one resource shows, whole. */
const noNeeds: ReadonlySet<string> = new Set();

const knownChildren = new WeakMap<Nodes, Map<GraphQLObjectType, readonly SelectedChildren[]>>();

/** What of the current field's selection can be asked for at once, when the key of its row of `type` is known. */
export function childrenOf(info: GraphQLResolveInfo, type = objectTypeOf(info)): readonly SelectedChildren[] {
  if (!type) return [];
  return remember(knownChildren, info.fieldNodes, type, () => gatherChildren(info, type, info.fieldNodes));
}

/** The same of the rows of the current field, which is a connection. */
export function childrenOfNodes(info: GraphQLResolveInfo): readonly SelectedChildren[] {
  const type = objectTypeOf(info);
  if (!type) return [];
  return remember(knownChildren, info.fieldNodes, type, () =>
    rowsOf(info, type, info.fieldNodes).flatMap(([rowType, nodes]) => gatherChildren(info, rowType, nodes)),
  );
}

function gatherChildren(info: Asked, type: GraphQLObjectType, selected: Nodes): SelectedChildren[] {
  return [...subfields(info, type, selected).values()].flatMap((nodes): SelectedChildren[] => {
    const field = type.getFields()[nodes[0]?.name.value ?? ''];
    const { children, below } = (field?.extensions[readsKey] as Reads | undefined) ?? {};
    if (field && below) {
      const relations = lookBelow(info, field, nodes, below).children ?? [];
      return relations.map((relation) => ({ relation, needs: noNeeds, embeddedAs: undefined }));
    }
    const childType = field && getNamedType(field.type);
    if (!children || !isObjectType(childType)) return [];
    const needs = gather(info, childType, nodes, new Set());
    return [{ relation: children.relation(needs), needs, embeddedAs: children.embeddedAs }];
  });
}

export function lookBelow(
  info: Asked,
  field: GraphQLField<unknown, unknown>,
  nodes: Nodes,
  below: LookBelow,
): ReturnType<LookBelow> {
  const type = getNamedType(field.type);
  const [node] = nodes;
  const selects: Selects = (...path) => isObjectType(type) && holdsPath(info, type, nodes, path);
  return below(selects, node ? getArgumentValues(field, node, info.variableValues) : {});
}

function holdsPath(
  info: Asked,
  type: GraphQLObjectType,
  nodes: Nodes,
  [name, ...rest]: readonly string[],
): boolean {
  const found = name === undefined ? [] : findNodes(info, type, nodes, name);
  if (rest.length === 0) return found.length > 0;
  return step(info, type, name ?? '', found).some(([next, below]) => holdsPath(info, next, below, rest));
}

/** What is asked of a connection: the wire fields of its rows (undefined: no rows), and whether its count. */
export interface ConnectionSelection {
  readonly needs: ReadonlySet<string> | undefined;
  readonly isCounted: boolean;
}

export function connectionSelection(info: GraphQLResolveInfo): ConnectionSelection {
  const type = objectTypeOf(info);
  return type ? selectionOf(info, type, info.fieldNodes) : { needs: undefined, isCounted: false };
}

/** The same of a connection of this type, selected by these nodes. */
export function selectionOf(info: Asked, type: GraphQLObjectType, selected: Nodes): ConnectionSelection {
  const has = (name: string) => findNodes(info, type, selected, name).length > 0;
  const needs: Needs = new Set();
  for (const [rowType, nodes] of rowsOf(info, type, selected)) gather(info, rowType, nodes, needs);
  const hasRows = ['nodes', 'edges', 'pageInfo'].some(has);
  return { needs: hasRows ? needs : undefined, isCounted: has('totalCount') };
}

/** What is selected of the rows of a connection. */
function rowsOf(info: Asked, type: GraphQLObjectType, selected: Nodes): [GraphQLObjectType, Nodes][] {
  const rows = step(info, type, 'nodes', findNodes(info, type, selected, 'nodes'));
  const edges = step(info, type, 'edges', findNodes(info, type, selected, 'edges')).flatMap(([edge, nodes]) =>
    step(info, edge, 'node', findNodes(info, edge, nodes, 'node')),
  );
  return [...rows, ...edges];
}

/** Whether the current field's selection holds a field of this name. */
export function isSelected(info: GraphQLResolveInfo, name: string): boolean {
  const type = objectTypeOf(info);
  return type !== undefined && findNodes(info, type, info.fieldNodes, name).length > 0;
}

function findNodes(info: Asked, type: GraphQLObjectType, nodes: Nodes, name: string): Nodes {
  return [...subfields(info, type, nodes).values()].filter(([node]) => node?.name.value === name).flat();
}

function step(
  info: Asked,
  type: GraphQLObjectType,
  name: string,
  nodes: Nodes,
): [GraphQLObjectType, Nodes][] {
  const field = type.getFields()[name];
  const next = field && getNamedType(field.type);
  return nodes.length > 0 && isObjectType(next) ? [[next, nodes]] : [];
}

/** Adds to `needs` the wire fields that a selection reads of rows shown as `type`. */
export function gather(info: Asked, type: GraphQLObjectType, nodes: Nodes, needs: Needs): Needs {
  const fields = type.getFields();
  for (const group of subfields(info, type, nodes).values()) {
    const field = fields[group[0]?.name.value ?? ''];
    const reads = field?.extensions[readsKey] as Reads | undefined;
    if (!field || !reads) continue;
    for (const name of reads.reads) needs.add(name);
    if (reads.below)
      for (const name of lookBelow(info, field, group, reads.below).reads ?? []) needs.add(name);
    const view = getNamedType(field.type);
    if (reads.isView && isObjectType(view)) gather(info, view, group, needs);
  }
  return needs;
}

/** The fields that a selection asks for, by the name under which they are answered. */
export function subfields(info: Asked, type: GraphQLObjectType, nodes: Nodes) {
  return collectSubfields(info.schema, info.fragments, info.variableValues, type, nodes);
}

function objectTypeOf(info: GraphQLResolveInfo): GraphQLObjectType | undefined {
  const type = getNamedType(info.returnType);
  return isObjectType(type) ? type : undefined;
}
