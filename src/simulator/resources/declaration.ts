import type { Parameters, Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Condition } from '../query/selection.js';
import type { Writer } from '../writing/writing.js';

/** The circumstances under which a row is printed. */
export interface Reading {
  readonly database: Database;
  /** The parameters of the request, for the switches that some resources know. */
  readonly parameters: Parameters;
  readonly view: 'list' | 'detail';
  readonly now: () => Date;
  /** The rows that one answer of this resource holds. */
  readonly together: readonly Row[];
  /** The list that another resource gives of some of its rows. */
  readonly list: (resource: string, holds: (row: Row) => boolean) => object;
  /** An embedded object of another resource. */
  readonly embed: (resource: string, row: Row) => Record<string, unknown>;
}

export type Reader = (row: Row, reading: Reading) => unknown;

/** One field of a resource that is not simply a column of its model. */
export interface FieldDeclaration {
  /**
   * Names of model columns and relations joined by `__`, for filters and ordering. A name that the model lacks crashes
   * rundb; null means that the field has no source (400).
   */
  readonly attribute: string | null;
  /** The resource that filters go through. */
  readonly resource?: string;
  readonly read: Reader;
}

/** What extra parameters add to a list's question. */
export interface Narrowing {
  /** Each group is a join of its own. */
  readonly groups?: readonly (readonly Condition[])[];
  readonly where?: readonly ((row: Row) => boolean)[];
  /** Parameters that are no ordinary filters after all. */
  readonly consumed?: readonly string[];
  /** The conditions take the place of the resource's own exclusions. */
  readonly listsAll?: true;
  /** Of the rows that share a value of this column only the first is listed. */
  readonly oneOfEach?: string;
}

export interface ResourceDeclaration {
  readonly name: string;
  readonly model: string;
  /** The resource whose schema it shares, when it has none of its own. */
  readonly schema?: string;
  /** Fields of a resource that is only ever embedded: it has no schema, and its URI is empty. */
  readonly unregistered?: { readonly fields: string; readonly filterable: boolean };
  /** Rows that exist for this resource at all, also in its details. */
  readonly base?: (row: Row, database: Database) => boolean;
  /** Rows that lists hold. */
  readonly listed?: (row: Row, database: Database) => boolean;
  readonly distinct?: true;
  /** Terms of the order when none is asked; by falling key unless told otherwise. */
  readonly order?: readonly string[];
  /** Column that URIs and details are keyed by, when it is not the primary key. */
  readonly keyedBy?: string;
  /** Rows in one answer at most: 1000 unless told otherwise, null for no limit. */
  readonly cap?: null;
  /** Prefix of its URIs and of `next` and `previous`, when it is not that of the path asked. */
  readonly prefix?: string;
  /** Every filter is refused: the declaration allows no lookup that can be sent. */
  readonly refusesFilters?: true;
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  /** Keys that are added to, changed in or taken from a finished object. */
  readonly complete?: (object: Record<string, unknown>, row: Row, reading: Reading) => void;
  /**
   * What else than its row decides how a row is printed in a list: parameters, the rows around it. Needed where readers
   * look at them, because rows printed in one manner are kept.
   */
  readonly manner?: (reading: Reading) => string;
  readonly narrow?: (parameters: Parameters, database: Database, now: () => Date) => Narrowing;
  /** `<resource>/<key>/<name>/`; undefined when there is no such path. */
  readonly sub?: (name: string, row: Row, reading: Reading) => object | undefined;
  /** What `<resource>/<name>/` answers in the place of a row. */
  readonly pages?: Readonly<Record<string, () => object>>;
  /** Takes the place of ordinary writing, which it may call for what it leaves alone. */
  readonly writer?: Writer;
}
