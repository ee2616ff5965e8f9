import { refuse } from './refused.js';

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly offset?: number | null;
}

/** Stands for a cursor that leads behind so many rows of its list; which text it is, nobody can foretell. */
const MARK = '\u0001cursor:';

export const cursorBehind = (count: number): string => `${MARK}${count}`;

/** How many rows a foretold cursor leads behind; undefined for any other value. */
export function readCursor(value: unknown): number | undefined {
  return typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : undefined;
}

/** Cursors that the gateway gave, and how many rows of their lists they lead behind. */
export type KnownCursors = ReadonlyMap<string, number>;

/** One page of a list of rows, as a connection. Throws what has to be refused. */
export function pageOf(rows: readonly unknown[], args: PageArguments, cursors: KnownCursors): object {
  const { first, after, offset } = args;
  if (first === null) throw refuse('first is null');
  if (first !== undefined && (first < 0 || first > 100_000)) throw refuse('first is out of bounds');
  if (typeof offset === 'number' && offset < 0) throw refuse('offset is negative');
  if (typeof after === 'string' && typeof offset === 'number') throw refuse('after and offset');
  const start = typeof after === 'string' ? startBehind(after, cursors) : (offset ?? 0);
  const page = rows.slice(start, start + (first ?? 20));
  const edges = page.map((node, index) => ({ cursor: cursorBehind(start + index + 1), node }));
  return {
    nodes: page,
    edges,
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: start + page.length < rows.length,
      hasPreviousPage: Math.min(start, rows.length) > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function startBehind(after: string, cursors: KnownCursors): number {
  const start = cursors.get(after);
  if (start === undefined) throw refuse('no cursor');
  return start;
}
