import { createHash } from 'node:crypto';
import { shownKey } from '../rundb/batch.js';
import type { Account, Created, Key, Page, RundbClient, Stretch } from '../rundb/client.js';
import type { Fields, Parameters, Resource, WireRow } from '../rundb/resource.js';
import type { LostRow } from '../rundb/row-fault.js';
import type { CallerCache, Shelf } from './caller-cache.js';
import { freshnessOf } from './freshness.js';
import { longestAnswer, longestList, packPage, packRow, packRows, type Packing, plain } from './pack.js';

/** Rows of more keys than these belong to an evaluation of thousands, which would push all others out. */
const mostKeys = 100;

/**
 * A client whose answers are kept for a short time (freshness.ts): lists as a whole, rows by their keys, and what belongs
 * to parents by the parent, so that of a batch only what is not there is asked for. Nothing that is written, and nothing
 * that tells who asks, is ever answered from here. Each answer is an object of its own.
 */
export class CachingClient implements RundbClient {
  readonly #client: RundbClient;
  readonly #cache: CallerCache;

  constructor(client: RundbClient, cache: CallerCache) {
    this.#client = client;
    this.#cache = cache;
  }

  page<R extends Resource>(resource: R, parameters: Parameters): Promise<Page<WireRow<R>>> {
    const packing = packPage<R, WireRow<R>>(resource, longestOf(resource));
    return this.#cache.recall(listOf(resource, packing), whatOf(resource, 'page', parameters), () =>
      this.#client.page(resource, parameters),
    );
  }

  walk<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: (rows: readonly WireRow<R>[]) => void,
  ): Promise<Page<WireRow<R>>> {
    const packing = packPage<R, WireRow<R>>(resource, longestOf(resource));
    const what = whatOf(resource, 'walk', [parameters, stretch]);
    return this.#cache.recall(listOf(resource, packing), what, () =>
      this.#client.walk(resource, parameters, stretch, onRows),
    );
  }

  salvage<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: (rows: readonly (WireRow<R> | LostRow)[]) => void,
  ): Promise<Page<WireRow<R> | LostRow>> {
    const packing = packPage<R, WireRow<R> | LostRow>(resource, longestOf(resource));
    const what = whatOf(resource, 'salvage', [parameters, stretch]);
    return this.#cache.recall(listOf(resource, packing), what, () =>
      this.#client.salvage(resource, parameters, stretch, onRows),
    );
  }

  async byKeys<R extends Resource>(resource: R, keys: readonly Key[]): Promise<Map<Key, WireRow<R>>> {
    if (keys.length > mostKeys) return this.#client.byKeys(resource, keys);
    return this.#cache.recallEach(shelfOf(resource, packRow(resource)), keys, rowOf(resource), (missing) =>
      this.#client.byKeys(resource, missing),
    );
  }

  async one<R extends Resource>(resource: R, key: Key): Promise<WireRow<R> | undefined> {
    const shelf = shelfOf(resource, packRow(resource));
    const found = await this.#cache.recallEach(shelf, [key], rowOf(resource), async () => {
      const row = await this.#client.one(resource, key);
      return new Map(row ? [[key, row]] : []);
    });
    return found.get(key);
  }

  async byRelation<R extends Resource>(
    resource: R,
    relation: string,
    keys: readonly Key[],
    parameters?: Parameters,
  ): Promise<WireRow<R>[]> {
    const read = (missing: readonly Key[]) =>
      this.#client.byRelation(resource, relation, missing, parameters);
    const kind = resource.fields[relation]?.kind ?? '';
    if (keys.length > mostKeys || !['one', 'text', 'integer'].includes(kind)) return read(keys);
    const shelf = shelfOf(resource, packRows(resource));
    const what = (key: Key) => whatOf(resource, 'of', [relation, parameters ?? [], key]);
    const families = await this.#cache.recallEach(shelf, keys, what, async (missing) =>
      byParent(await read(missing), missing, (row) => shownKey(resource, relation, row)),
    );
    return [...families.values()].flat();
  }

  count(resource: Resource, parameters: Parameters): Promise<number> {
    const shelf = { ...shelfOf(resource, plain<number>()), freshFor: () => agesOf(resource).ofParts };
    return this.#cache.recall(shelf, whatOf(resource, 'count', parameters), () =>
      this.#client.count(resource, parameters),
    );
  }

  create<R extends Resource>(resource: R, body: object): Promise<Created<WireRow<R>>> {
    return this.#client.create(resource, body);
  }

  update<R extends Resource>(resource: R, key: Key, body: object): Promise<WireRow<R> | undefined> {
    return this.#client.update(resource, key, body);
  }

  schema: RundbClient['schema'] = (path) => this.#client.schema(path);

  version = (): Promise<string> => this.#client.version();

  account = (): Promise<Account> => this.#client.account();
}

function shelfOf<T>(resource: Resource, packing: Packing<T>): Shelf<T> {
  return { resource: resource.path, freshness: freshnessOf(resource), packing };
}

/** A part of a list is soon asked for anew: people read it beside other parts, of another age. */
function listOf<T extends Page<object>>(resource: Resource, packing: Packing<T>): Shelf<T> {
  const { ofAll, ofParts } = agesOf(resource);
  const freshFor = ({ rows, totalCount }: T) => (rows.length === totalCount ? ofAll : ofParts);
  return { ...shelfOf(resource, packing), freshFor };
}

/** Milliseconds; of what runs change. */
const oldestPart = 9_000;

function agesOf(resource: Resource) {
  const { freshFor } = freshnessOf(resource);
  return { ofAll: freshFor, ofParts: Math.min(freshFor, oldestPart) };
}

const longestOf = (resource: Resource) => (freshnessOf(resource).followsWrites ? longestAnswer : longestList);

const whatOf = (resource: Resource, method: string, asked: unknown) =>
  `${method} ${formOf(resource)} ${JSON.stringify(asked)}`;

/** A row by its key is the same from a list and by itself. */
const rowOf = (resource: Resource) => (key: Key) => whatOf(resource, 'row', key);

const forms = new WeakMap<Resource, string>();

/** Tells declarations apart: a gateway of another version, or a server of another release, reads other columns. */
function formOf(resource: Resource): string {
  const known = forms.get(resource);
  if (known !== undefined) return known;
  const { name, path, key, listParameters, detailParameters, release, instead, fields } = resource;
  const told = [path, key, listParameters, detailParameters, release, instead, namesOf(fields, 3)];
  const hash = createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 16);
  const form = `${name} ${hash}`;
  forms.set(resource, form);
  return form;
}

/** Names of columns, and of those printed inside them; on other releases relations lead round in circles. */
function namesOf(fields: Fields, depth: number): unknown {
  return Object.entries(fields).map(([name, field]) =>
    depth > 0 && field.kind === 'embedded' ? [name, namesOf(field.fields ?? {}, depth - 1)] : name,
  );
}

/** No row's key; under it stands what is not to be kept. */
const apart = -1;

/**
 * Every parent has a family, be it an empty one. Where a row does not show whose it is, nothing can be told of any one
 * parent.
 */
function byParent<Row>(
  rows: readonly Row[],
  parents: readonly Key[],
  parentOf: (row: Row) => Key | undefined,
): Map<Key, Row[]> {
  const families = new Map<Key, Row[]>(parents.map((parent) => [parent, []]));
  for (const row of rows) {
    const family = families.get(parentOf(row) ?? apart);
    if (!family) return new Map([[apart, [...rows]]]);
    family.push(row);
  }
  return families;
}
