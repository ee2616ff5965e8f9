import type { Row } from '../api.js';
import type { Reading } from './declaration.js';
import type { Printed } from './kept-answers.js';
import type { TableResource } from './table-resource.js';

/** Prints the rows of one answer; those that have been printed in the same manner already are kept. */
export function printRows(
  resource: TableResource,
  rows: readonly Row[],
  reading: Reading,
): readonly Printed[] {
  const { declaration, around } = resource;
  const manner = `${resource.name} ${reading.view} ${declaration.manner?.(reading) ?? ''}`;
  const kept = around.kept.printedRows(manner);
  return rows.map((row) => {
    const known = kept.get(row);
    if (known !== undefined) return known;
    const printed = resource.print(row, reading);
    around.kept.keepPrinted(manner, row, printed);
    return printed;
  });
}
