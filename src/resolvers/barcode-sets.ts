import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { ClientError } from '../errors.js';
import type { BarcodeSetValue } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import { lookup } from '../rundb/lookup.js';
import type { Parameters } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';
import { checkPage, isGiven } from './arguments.js';
import { type Connection, oneServer } from './connection.js';
import type { ListArguments } from './list-query.js';
import { decodeCursor, encodeCursor, nameList } from './cursor.js';
import { compileFilter, type FilterInput } from './filter.js';
import { mergeParameters } from './merge-parameters.js';
import { serverFor } from './node.js';

/** The set of this name, on the named server or else on all. @throws AMBIGUOUS where several servers have one */
export async function findBarcodeSet(
  name: string,
  server: string | null | undefined,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<BarcodeSetValue | null> {
  const scopes = isGiven(server) ? [serverFor(context, server)] : [...context.servers.values()];
  const found = await Promise.all(
    scopes.map(async (scope) => {
      const where = filterOf(scope, { name: { eq: name } }, info);
      if (where === 'nothing') return [];
      const { rows } = await scope.client.page(resources.dnabarcode, [...where, ['limit', '1']]);
      return rows.length > 0 ? [{ scope, name }] : [];
    }),
  );
  const [first, ...others] = found.flat();
  if (others.length > 0)
    throw new ClientError('AMBIGUOUS', 'Several servers have a barcode set of this name.');
  return first ?? null;
}

/** Barcode sets by name. Their names are read whole, as rundb has no rows of them, and cut to the page here. */
export async function listBarcodeSets(
  args: ListArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<BarcodeSetValue>> {
  checkPage(args);
  const scope = oneServer(context, args.servers);
  const direction = args.orderBy?.[0]?.direction ?? 'ASC';
  const where = filterOf(scope, args.filter, info);
  const names = where === 'nothing' ? [] : await namesOfSets(scope, where, direction);
  const list = nameList('BarcodeSet', where, direction);
  const { after, offset } = args;
  const start = isGiven(after)
    ? await startBehind(scope, names, String(decodeCursor(list, after).key), direction)
    : (offset ?? 0);
  return cut(list, { start, first: args.first ?? 20 }, names, (name) => ({ scope, name }));
}

/** Where the names behind a cursor's begin. rundb alone knows the order of names, should that set be gone by now. */
async function startBehind(
  scope: ServerScope,
  names: readonly string[],
  name: string,
  direction: 'ASC' | 'DESC',
): Promise<number> {
  const place = names.indexOf(name);
  if (place >= 0) return place + 1;
  const beyond = lookup('name', 'text', direction === 'ASC' ? 'gt' : 'lt', name);
  const behind = new Set(beyond === 'nothing' ? [] : await namesOfSets(scope, beyond, direction));
  const first = names.findIndex((other) => behind.has(other));
  return first < 0 ? names.length : first;
}

function filterOf(
  scope: ServerScope,
  filter: FilterInput | null | undefined,
  { schema }: GraphQLResolveInfo,
) {
  const ofBarcodes = filter && Object.fromEntries(Object.entries(filter).map(renameColumn));
  const { conditions } = compileFilter({ schema, scope }, 'Barcode', ofBarcodes);
  return mergeParameters(conditions.map(({ parameters }) => parameters));
}

/** The name of a set is a column of its barcodes. */
const renameColumn = ([name, condition]: [string, unknown]) =>
  [name === 'name' ? 'setName' : name, condition] as const;

const everyRow = { first: Number.MAX_SAFE_INTEGER, offset: 0 };

/** Names of the sets of such barcodes. With `distinct` rundb gives one barcode of each set. docs/rundb.md, "Other resources" */
export async function namesOfSets({ client }: ServerScope, where: Parameters, direction: 'ASC' | 'DESC') {
  const sign = direction === 'DESC' ? '-' : '';
  const order: Parameters = [
    ['order_by', `${sign}name`],
    ['order_by', `${sign}id`],
  ];
  const { rows } = await client.walk(resources.dnabarcode, [['distinct', '1'], ...where, ...order], everyRow);
  return [...new Set(rows.map(({ name }) => name))];
}

function cut<Row>(
  list: string,
  { start, first }: { readonly start: number; readonly first: number },
  names: readonly string[],
  show: (name: string) => Row,
): Connection<Row> {
  const page = names.slice(start, start + first);
  const edges = page.map((name, index) => ({
    cursor: encodeCursor(list, { values: [], key: name, given: [], index: start + index }),
    node: show(name),
  }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: start + page.length < names.length,
      hasPreviousPage: start > 0 && names.length > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: names.length,
  };
}
