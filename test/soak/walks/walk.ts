import type { TestGateway } from '../../support/gateway.js';
import type { OrderTerm } from './steady-rows.js';
import { parentKeyOf, type Place } from './tables.js';

/** One walk over a list, from its start to its end. */
export interface Walk {
  readonly place: Place;
  readonly orderBy: readonly OrderTerm[];
  /** Rows of a page. */
  readonly first: number;
  /** What else is selected of the rows: it decides which resource of rundb is read. */
  readonly selection: string;
}

interface Page {
  readonly nodes: readonly { readonly key: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** No list takes more: a walk that goes on goes in circles. */
const MOST_PAGES = 2_000;

export function orderText(orderBy: readonly OrderTerm[]): string {
  return `[${orderBy.map(({ field, direction }) => `{ field: ${field}, direction: ${direction} }`).join(', ')}]`;
}

/** The operation, as it can be pasted; the parent of a list is named by its global id. */
export function operationOf({ place, orderBy, first, selection }: Walk): string {
  const { connection } = place;
  const key = connection.entity === 'BarcodeSet' ? 'name' : 'id';
  const list = `list: ${connection.field}(first: ${first}, after: $after, orderBy: ${orderText(orderBy)}) {
    nodes { key: ${key} ${selection} } pageInfo { hasNextPage endCursor } }`;
  if (place.parent === undefined) return `query ($after: String) { ${list} }`;
  const id = Buffer.from(`${connection.owner}:torrent-server:${String(parentKeyOf(place))}`);
  return `query ($after: String) { node(id: "${id.toString('base64url')}") { ... on ${connection.owner} { ${list} } } }`;
}

/** The keys of the rows that a walk gives; `between` happens before each page but the first. */
export async function takeWalk(gateway: TestGateway, walk: Walk, between: () => void): Promise<string[]> {
  const operation = operationOf(walk);
  const seen: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const data = await gateway.data(operation, { after });
    const page: Page = walk.place.parent === undefined ? data.list : data.node.list;
    seen.push(...page.nodes.map(({ key }) => readKey(walk, key)));
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
    between();
  }
  throw new Error('the walk does not end');
}

/** A global id holds type, server and key. */
function readKey({ place: { connection } }: Walk, id: string): string {
  if (connection.entity === 'BarcodeSet') return id;
  return Buffer.from(id, 'base64url')
    .toString()
    .replace(/^\w+:[\w-]+:/, '');
}
