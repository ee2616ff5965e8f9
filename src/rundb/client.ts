import type { Parameters, Resource, WireRow } from './resource.js';
import type { ResourceSchema } from './resource-schema.js';
import type { LostRow } from './row-fault.js';

/** Primary key of a row: a number, but for resources whose key is a name. */
export type Key = number | string;

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Rows that the parameters match, on all pages. */
  readonly totalCount: number;
}

/** Which part of a list: `first` rows from `offset` on. */
export interface Stretch {
  readonly first: number;
  readonly offset: number;
}

export interface Created<Row> {
  /** URL of the new row, as rundb says it; its host is not to be trusted. */
  readonly location: string | undefined;
  /** The new row, from the resources that answer it. */
  readonly row: Row | undefined;
}

/** Who rundb takes the caller for. */
export interface Account {
  readonly username: string;
  readonly isAdmin: boolean;
}

/**
 * Reads and writes one Torrent Server as one caller. Every method rejects with RundbError; before anything is sent,
 * with UnsendableValueError for filters that do not fit a request, and TypeError for those that the resource does not
 * declare.
 */
export interface RundbClient {
  /** One request. `parameters` hold the explicit limit. */
  page<R extends Resource>(resource: R, parameters: Parameters): Promise<Page<WireRow<R>>>;
  /**
   * Any number of rows, over as many pages as they need. Their order must be total, by id at the end: among ties
   * pages repeat rows and lose others. `onRows` is told of pages while others are still to come, also of rows that the
   * list does not hold in the end.
   */
  walk<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: (rows: readonly WireRow<R>[]) => void,
  ): Promise<Page<WireRow<R>>>;
  /**
   * The same where rundb fails to print some of the rows: pages that fail are taken apart, and a LostRow stands in the
   * place of each row that rundb cannot print. Rejects where it is not for a few rows.
   */
  salvage<R extends Resource>(
    resource: R,
    parameters: Parameters,
    stretch: Stretch,
    onRows?: (rows: readonly (WireRow<R> | LostRow)[]) => void,
  ): Promise<Page<WireRow<R> | LostRow>>;
  /** Rows by primary key. A key that the map lacks is a row that does not exist, or that this resource hides. */
  byKeys<R extends Resource>(resource: R, keys: readonly Key[]): Promise<Map<Key, WireRow<R>>>;
  /** All rows whose `relation` (a field, or a path of them) is one of the keys; `parameters` narrow them further. */
  byRelation<R extends Resource>(
    resource: R,
    relation: string,
    keys: readonly Key[],
    parameters?: Parameters,
  ): Promise<WireRow<R>[]>;
  /** One row by primary key, or undefined. */
  one<R extends Resource>(resource: R, key: Key): Promise<WireRow<R> | undefined>;
  /** How many rows the parameters match. */
  count(resource: Resource, parameters: Parameters): Promise<number>;
  /** One POST, sent once whatever happens. */
  create<R extends Resource>(resource: R, body: object): Promise<Created<WireRow<R>>>;
  /**
   * One PUT to one row, sent once whatever happens; what it leaves out stays, but for what docs/rundb.md, "Changing a
   * plan", says. The row, from the resources that answer it.
   */
  update<R extends Resource>(resource: R, key: Key, body: object): Promise<WireRow<R> | undefined>;
  /** What the resource of this path says of itself; undefined where the server has none. */
  schema(path: string): Promise<ResourceSchema | undefined>;
  /** Release of the Torrent Suite, such as `5.18.1`; asked without credentials, but on old servers. */
  version(): Promise<string>;
  account(): Promise<Account>;
}
