import type { RundbError } from '../rundb/error.js';

/** What a list of the answer lacks, as its server fails to give it. */
export interface LeftOut {
  /** Of the list, or the member of it, in the answer. */
  readonly path: readonly (string | number)[];
  /** Of the list, in the operation. */
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  /** Its message names the row. */
  readonly fault: RundbError;
}
