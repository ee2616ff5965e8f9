import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { SheetFault } from './sheet-fault.js';

/** A row of the sheet as it stands there; its cells without the blanks around them. */
export interface SheetLine {
  /** The line of the text that it begins in, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface SplitSheet {
  readonly lines: readonly SheetLine[];
  /** Why the text could not be read to its end. */
  readonly faults: readonly SheetFault[];
}

/**
 * Cuts CSV text into cells: commas, semicolons or tabs between them, lines of any system, quoted cells over several
 * lines, a byte order mark in front. Rows without any text are left out.
 */
export function splitSheet(text: string): SplitSheet {
  const lines: SheetLine[] = [];
  let end = 0;
  const keep = (cells: string[], { lines: last }: Pick<Info, 'lines'>): null => {
    lines.push({ line: end + 1, cells: cells.map((cell) => cell.trim()) });
    end = last;
    return null;
  };
  try {
    // The parser counts the lines of quoted cells right only where they end in one way.
    parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: keep,
    });
    return { lines: lines.filter(hasText), faults: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { lines: lines.filter(hasText), faults: [faultOf(error, end + 1)] };
  }
}

const hasText = ({ cells }: SheetLine) => cells.some((cell) => cell !== '');

/** What stands most often between the cells of the first line with text; spreadsheets of many countries use semicolons. */
function delimiterOf(text: string): string {
  const header = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function faultOf({ code, column }: CsvError, line: number): SheetFault {
  const isOpen = code === 'CSV_QUOTE_NOT_CLOSED';
  const message = isOpen
    ? 'A quoted cell begins in this row and is never closed; the sheet cannot be read from here on.'
    : 'A quote stands where none may; quote the whole cell and write quotes inside it twice. ' +
      'The sheet cannot be read from here on.';
  const place = typeof column === 'number' ? { column: column + 1 } : {};
  return { line, ...place, code: 'INVALID', message, suggestions: [] };
}
