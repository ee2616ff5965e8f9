import type { Row } from '../api.js';
import type { Lookup } from './lookup.js';
import type { ValuePath } from './paths.js';

export interface Condition {
  readonly path: ValuePath;
  readonly lookup: Lookup;
}

export interface OrderTerm {
  readonly path: ValuePath;
  readonly falling: boolean;
}

/** A question to one table. Conditions of one group must hold for the same related rows. */
export interface Selection {
  readonly table: string;
  readonly groups: readonly (readonly Condition[])[];
  readonly where: readonly ((row: Row) => boolean)[];
  /** Empty: by falling primary key. */
  readonly order: readonly OrderTerm[];
  readonly distinct: boolean;
  /** Of the rows that share a value of this column only the first is selected. */
  readonly oneOfEach?: string | undefined;
}
