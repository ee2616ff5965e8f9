/** Where something stands in a sheet. */
export interface SheetPlace {
  /** Line of the text, from 1. */
  readonly line: number;
  /** Number of the cell in its row, from 1; left out where the row as a whole is meant. */
  readonly column?: number | undefined;
  /** The column as the sheet's first row calls it. */
  readonly columnName?: string | undefined;
}

/** Something wrong with a sheet. */
export interface SheetFault extends SheetPlace {
  readonly code: 'REQUIRED' | 'INVALID';
  readonly message: string;
  /** What may have been meant. */
  readonly suggestions: readonly string[];
}
