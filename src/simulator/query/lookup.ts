/** A filter's value after the words for true and false have been read. */
export type Asked = string | boolean;

/** A filter's test of one stored value. */
export interface Lookup {
  readonly test: (stored: unknown) => boolean;
  /** The only values that pass, for indexes. */
  readonly values?: readonly unknown[];
  /** The database itself refuses it, whatever the rows: 500 once the paging parameters have been read. */
  readonly failsInDatabase?: true;
}

/** A lookup that the database itself refuses. */
export const failing: Lookup = { test: () => false, failsInDatabase: true };

/** Nulls pass no lookup but `isnull`. */
export function notNull(test: (stored: unknown) => boolean): Lookup {
  return { test: (stored) => stored !== null && stored !== undefined && test(stored) };
}

/** Python's text of true and false. */
export function textForm(asked: Asked): string {
  if (typeof asked === 'string') return asked;
  return asked ? 'True' : 'False';
}
