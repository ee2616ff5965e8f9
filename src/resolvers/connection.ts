import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { badUserInput } from '../errors.js';
import type { EntityName } from '../loaders/entities.js';
import type { EntityRows } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import { checkPage, isGiven } from './arguments.js';
import { decodeCursor, type Position } from './cursor.js';
import { cursorBehind, cursorsOf } from './cursors-of.js';
import { isLost, reportSearched, withoutLost } from './left-out.js';
import { type ListArguments, type ListOf, type ListQuery, queryOf } from './list-query.js';
import { onlyServer, serverFor } from './node.js';
import { type PageRows, readBehind, readFrom } from './page-rows.js';
import { readerOf } from './list-reader.js';
import { childrenOfNodes, connectionSelection } from './selection.js';
import { countRows } from './sift.js';

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

export interface Connection<Row> {
  readonly nodes: Row[];
  readonly edges: Edge<Row>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** Resolves a list over one server. */
export function resolveList<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<EntityRows[E]>> {
  checkPage(args);
  return pageOf(list, args, oneServer(context, args.servers), info);
}

/** Merging over servers needs an order that all of them share; until a list names one server, it is refused. */
export function oneServer(context: Context, names: readonly string[] | null | undefined): ServerScope {
  if (!isGiven(names)) return onlyServer(context, 'servers');
  const [name, ...others] = new Set(names);
  if (name === undefined || others.length > 0) {
    throw badUserInput('A list is of one Torrent Server for now: name exactly one in `servers`.');
  }
  return serverFor(context, name);
}

/** One page of a list of one server. `first` is never cut: pages of rundb are joined as needed. */
export async function pageOf<E extends EntityName>(
  list: ListOf<E>,
  args: ListArguments,
  scope: ServerScope,
  info: GraphQLResolveInfo,
): Promise<Connection<EntityRows[E]>> {
  const waiting = scope.ready();
  if (waiting) await waiting;
  const { needs, isCounted } = connectionSelection(info);
  const query = await queryOf(list, args, { schema: info.schema, scope }, needs ?? new Set());
  const behind = isGiven(args.after) ? decodeCursor(query.name, args.after) : undefined;
  const { where } = query;
  if (where === 'nothing') return connect([], query, behind, { rest: 0, before: 0, totalCount: 0 });
  const count = () => countRows(scope.client, query, where);
  const first = args.first ?? 20;
  if (!needs) {
    const around = { rest: 0, before: 0, totalCount: await count() };
    reportSearched(query.lost, scope, info);
    return connect([], query, behind, around);
  }
  const reader = readerOf(list.entity, query, scope, childrenOfNodes(info));
  const offset = args.offset ?? 0;
  const readPage = (slots: number) =>
    behind
      ? readBehind(reader, query, slots, behind)
      : readFrom(reader, query, { first: slots, offset, isCounted });
  const [page, counted] = await Promise.all([
    isGiven(args.offset) ? readPage(first) : withSomeRow(readPage, first),
    behind && isCounted ? count() : undefined,
  ]);
  reportSearched(query.lost, scope, info);
  const before = behind ? behind.index + 1 : offset;
  const rows = withoutLost(page.rows, scope, info, before);
  const around = { ...page, before, totalCount: page.totalCount ?? counted ?? 0 };
  return connect(rows, query, behind, around, page.rows);
}

/** How often a page is made longer for want of a row that rundb can print. */
const mostTries = 4;

/**
 * A page behind a cursor holds a row wherever one follows, as the next page stands behind it: it is read on over rows
 * that rundb fails to print. A page at an offset holds what lies there.
 */
async function withSomeRow<Row extends object>(
  read: (slots: number) => Promise<PageRows<Row>>,
  first: number,
): Promise<PageRows<Row>> {
  let page = await read(first);
  for (let count = 1; count < mostTries && page.rest > 0 && isAllLost(page); count += 1) {
    page = await read(first + page.rows.length);
  }
  return page;
}

const isAllLost = ({ rows }: PageRows<object>) => rows.length > 0 && rows.every(isLost);

interface Around {
  /** Rows behind the page. */
  readonly rest: number;
  /** Rows in front of it. */
  readonly before: number;
  readonly totalCount: number;
}

/** `all` holds the rows of the page with those that are left out. */
function connect<Row extends object>(
  rows: Row[],
  query: ListQuery,
  behind: Position | undefined,
  { rest, before, totalCount }: Around,
  all: readonly object[] = rows,
): Connection<Row> {
  const cursors = lazily(() => cursorsOf(all, query, behind, before));
  const end = () => (all.length > rows.length ? cursorBehind(query, before + all.length - 1) : null);
  return {
    nodes: rows,
    get edges() {
      return rows.map((node, index) => ({ cursor: cursors()[index] ?? '', node }));
    },
    pageInfo: {
      hasNextPage: rest > 0,
      hasPreviousPage: before > 0 && (behind !== undefined || totalCount > 0),
      get startCursor() {
        return cursors()[0] ?? null;
      },
      get endCursor() {
        return cursors().at(-1) ?? end();
      },
    },
    totalCount,
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
