import type { Row } from '../api.js';
import type { Body } from './read-body.js';
import type { Writing } from './writing.js';

/** A row under way: the columns as they stand, before anything is stored. */
export interface Draft {
  readonly writing: Writing;
  readonly body: Body;
  /** The stored row that it was read from. */
  readonly stored: Row | undefined;
  readonly values: Row;
  /** PATCH brings every field that the body leaves out as it is; PUT and POST bring only the body. */
  readonly isPatch: boolean;
  /** Rows of other resources that are stored first; each then gives its key to a column. */
  readonly before: { readonly column: string; readonly draft: Draft }[];
}

/** A new row, with the defaults of its model. */
export function newDraft(writing: Writing, body: Body, values: Row = {}): Draft {
  const defaults = writing.around.store.defaultsOf(writing.model.name);
  return { writing, body, stored: undefined, values: { ...defaults, ...values }, isPatch: false, before: [] };
}

/** A stored row that is to be changed. */
export function draftOf(writing: Writing, stored: Row, body: Body, isPatch: boolean): Draft {
  return { writing, body, stored, values: { ...stored }, isPatch, before: [] };
}
