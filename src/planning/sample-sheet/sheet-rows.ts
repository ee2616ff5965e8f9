import type { ColumnKind, SheetColumn } from './sheet-columns.js';
import type { SheetFault, SheetPlace } from './sheet-fault.js';
import type { SheetLine } from './split-sheet.js';

/** A row of the sheet by what its cells mean; blank ones are left out. */
export interface SheetRow extends Readonly<Partial<Record<ColumnKind, string>>> {
  readonly line: number;
}

/** Names the cells of a row. A cell that belongs to no column must be blank. */
export function readRow({ line, cells }: SheetLine, columns: readonly SheetColumn[]): SheetRow {
  const filled = columns.flatMap(({ kind, index }) => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[kind, cell] as const];
  });
  return { line, ...Object.fromEntries(filled) };
}

/** Where the cell of a column stands in a row; the row itself where the sheet has no such column. */
export function placeOf(line: number, kind: ColumnKind, columns: readonly SheetColumn[]): SheetPlace {
  const column = columns.find((candidate) => candidate.kind === kind);
  return column ? { line, column: column.index + 1, columnName: column.name } : { line };
}

/** What makes a row unusable, whatever the Torrent Server has: needed cells that are blank, cells of no column. */
export function faultsOf(
  { line, cells }: SheetLine,
  row: SheetRow,
  header: SheetLine,
  columns: readonly SheetColumn[],
): SheetFault[] {
  const stray = cells.findIndex((cell, index) => cell !== '' && (header.cells[index] ?? '') === '');
  const strays = stray < 0 ? [] : [strayCell({ line, column: stray + 1 })];
  return [...strays, ...blanks(row, columns), ...nucleotideFaults(row, columns)];
}

function strayCell(place: SheetPlace): SheetFault {
  const message = 'This cell stands under no column; a cell that holds the delimiter has to be quoted.';
  return { ...place, code: 'INVALID', message, suggestions: [] };
}

const blanks = (row: SheetRow, columns: readonly SheetColumn[]) =>
  (['sample', 'barcode'] as const).flatMap((kind): SheetFault[] => {
    if (row[kind] !== undefined || !columns.some((column) => column.kind === kind)) return [];
    const message = `This row names no ${kind}.`;
    return [{ ...placeOf(row.line, kind, columns), code: 'REQUIRED', message, suggestions: [] }];
  });

/** As the graph spells them. */
export const nucleotideTypes: readonly string[] = ['DNA', 'RNA', 'FUSIONS'];

function nucleotideFaults(row: SheetRow, columns: readonly SheetColumn[]): SheetFault[] {
  const type = row.nucleotideType;
  if (type === undefined || nucleotideTypes.includes(type.toUpperCase())) return [];
  const message = `${JSON.stringify(type)} is no nucleotide type: DNA, RNA or Fusions, in capitals or not.`;
  const place = placeOf(row.line, 'nucleotideType', columns);
  return [{ ...place, code: 'INVALID', message, suggestions: ['DNA', 'RNA', 'Fusions'] }];
}
