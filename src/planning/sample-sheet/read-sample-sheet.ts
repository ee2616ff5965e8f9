import { readColumns } from './sheet-columns.js';
import type { SheetFault } from './sheet-fault.js';
import { faultsOf, readRow, type SheetRow } from './sheet-rows.js';
import { gatherSamples, type SheetSamples } from './sheet-samples.js';
import { splitSheet } from './split-sheet.js';

export interface SampleSheet extends SheetSamples {
  /** Every row with text behind the first, faulty ones too. */
  readonly rows: readonly SheetRow[];
  /** In the order of the text. `samples` is made of the rows without any. */
  readonly faults: readonly SheetFault[];
}

/** Reads a lab's list of samples and barcodes, as far as it goes without a Torrent Server. Never throws. */
export function readSampleSheet(text: string): SampleSheet {
  const { lines, faults: unread } = splitSheet(text);
  const [header, ...others] = lines;
  if (!header) return { ...gatherSamples([], []), rows: [], faults: unread.length > 0 ? unread : [empty] };
  const { columns, faults: unknown } = readColumns(header);
  const read = others.map((line) => {
    const row = readRow(line, columns);
    return { row, faults: faultsOf(line, row, header, columns) };
  });
  const isWhole = unread.length === 0 && unknown.length === 0;
  const missing = isWhole && read.length === 0 ? [{ ...noRows, line: header.line }] : [];
  const usable = isWhole ? read.filter(({ faults }) => faults.length === 0) : [];
  return {
    ...gatherSamples(
      usable.map(({ row }) => row),
      columns,
    ),
    rows: read.map(({ row }) => row),
    faults: [...unknown, ...read.flatMap(({ faults }) => faults), ...missing, ...unread],
  };
}

const empty: SheetFault = {
  line: 1,
  code: 'REQUIRED',
  message: 'The sheet is empty; its first row names the columns.',
  suggestions: [],
};
const noRows: Omit<SheetFault, 'line'> = {
  code: 'REQUIRED',
  message: 'The sheet names columns and no sample.',
  suggestions: [],
};
