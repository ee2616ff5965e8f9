import {
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import type { Reads } from './readings.js';

/** Key of a field's `extensions` under which attach.ts leaves what the field reads. */
export const readsKey = 'rundb';

type Nodes = readonly FieldNode[];
type Needs = Set<string>;

/** graphql-js hands the same array to every row of a list, so a selection is looked at once, not once a row. */
const known = new WeakMap<Nodes, Map<GraphQLObjectType, Needs>>();

/** Wire fields that the current field's selection reads of rows shown as `type`. */
export function needsOf(info: GraphQLResolveInfo, type = objectTypeOf(info)): ReadonlySet<string> {
  if (!type) return new Set();
  const byType = known.get(info.fieldNodes) ?? new Map<GraphQLObjectType, Needs>();
  known.set(info.fieldNodes, byType);
  const needs = byType.get(type) ?? gather(info, type, info.fieldNodes, new Set());
  byType.set(type, needs);
  return needs;
}

/** What is asked of a connection: the wire fields of its rows (undefined: no rows), and whether its count. */
export interface ConnectionSelection {
  readonly needs: ReadonlySet<string> | undefined;
  readonly isCounted: boolean;
}

export function connectionSelection(info: GraphQLResolveInfo): ConnectionSelection {
  const type = objectTypeOf(info);
  if (!type) return { needs: undefined, isCounted: false };
  const asked = subfields(info, type, info.fieldNodes);
  const named = (name: string) => [...asked.values()].filter(([node]) => node?.name.value === name).flat();
  const rows = [...step(info, type, 'nodes', named('nodes'))];
  const edges = step(info, type, 'edges', named('edges')).flatMap(([edge, nodes]) =>
    step(info, edge, 'node', findNodes(info, edge, nodes, 'node')),
  );
  const needs: Needs = new Set();
  for (const [rowType, nodes] of [...rows, ...edges]) gather(info, rowType, nodes, needs);
  const hasRows = ['nodes', 'edges', 'pageInfo'].some((name) => named(name).length > 0);
  return { needs: hasRows ? needs : undefined, isCounted: named('totalCount').length > 0 };
}

function findNodes(info: GraphQLResolveInfo, type: GraphQLObjectType, nodes: Nodes, name: string): Nodes {
  return [...subfields(info, type, nodes).values()].filter(([node]) => node?.name.value === name).flat();
}

function step(
  info: GraphQLResolveInfo,
  type: GraphQLObjectType,
  name: string,
  nodes: Nodes,
): [GraphQLObjectType, Nodes][] {
  const field = type.getFields()[name];
  const next = field && getNamedType(field.type);
  return nodes.length > 0 && isObjectType(next) ? [[next, nodes]] : [];
}

function gather(info: GraphQLResolveInfo, type: GraphQLObjectType, nodes: Nodes, needs: Needs): Needs {
  const fields = type.getFields();
  for (const group of subfields(info, type, nodes).values()) {
    const field = fields[group[0]?.name.value ?? ''];
    const reads = field?.extensions[readsKey] as Reads | undefined;
    if (!field || !reads) continue;
    for (const name of reads.reads) needs.add(name);
    const view = getNamedType(field.type);
    if (reads.isView && isObjectType(view)) gather(info, view, group, needs);
  }
  return needs;
}

function subfields(info: GraphQLResolveInfo, type: GraphQLObjectType, nodes: Nodes) {
  return collectSubfields(info.schema, info.fragments, info.variableValues, type, nodes);
}

function objectTypeOf(info: GraphQLResolveInfo): GraphQLObjectType | undefined {
  const type = getNamedType(info.returnType);
  return isObjectType(type) ? type : undefined;
}
