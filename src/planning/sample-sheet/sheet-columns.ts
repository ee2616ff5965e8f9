import { distance } from 'fastest-levenshtein';
import type { SheetFault } from './sheet-fault.js';
import type { SheetLine } from './split-sheet.js';

/** What columns hold, as the documentation calls them, and other names they may have. */
const kinds = [
  { kind: 'sample', label: 'sample', others: ['samplename'] },
  { kind: 'barcode', label: 'barcode', others: [] },
  { kind: 'nucleotideType', label: 'nucleotide type', others: [] },
  { kind: 'reference', label: 'reference', others: [] },
  { kind: 'targetRegionBedFile', label: 'targets', others: ['targetregions', 'targetregionbedfile'] },
  { kind: 'hotSpotRegionBedFile', label: 'hotspots', others: ['hotspotregions', 'hotspotregionbedfile'] },
  { kind: 'description', label: 'description', others: [] },
  { kind: 'externalId', label: 'external id', others: [] },
  { kind: 'controlType', label: 'control type', others: [] },
] as const;

export type ColumnKind = (typeof kinds)[number]['kind'];

const labels = kinds.map(({ label }) => label);
const required: readonly ColumnKind[] = ['sample', 'barcode'];

export interface SheetColumn {
  readonly kind: ColumnKind;
  /** As the sheet calls it. */
  readonly name: string;
  /** Place of its cells in a row, from 0. */
  readonly index: number;
}

export interface SheetColumns {
  readonly columns: readonly SheetColumn[];
  readonly faults: readonly SheetFault[];
}

/** Reads the sheet's first row. Columns that are unknown, named twice or missing are faults. */
export function readColumns({ line, cells }: SheetLine): SheetColumns {
  const columns: SheetColumn[] = [];
  const faults: SheetFault[] = [];
  for (const [index, name] of cells.entries()) {
    const place = { line, column: index + 1, columnName: name };
    const kind = kindOf(name);
    const twin = columns.find((column) => column.kind === kind);
    if (name === '') continue;
    if (!kind) faults.push({ ...place, ...unknown(name) });
    else if (twin) faults.push({ ...place, ...repeated(name, twin.name) });
    else columns.push({ kind, name, index });
  }
  for (const kind of required.filter((wanted) => !columns.some((column) => column.kind === wanted))) {
    faults.push({ line, code: 'REQUIRED', message: `The sheet has no column ${kind}.`, suggestions: [] });
  }
  return { columns, faults };
}

/** Capitals, blanks, hyphens and underscores make no difference. */
const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

function kindOf(name: string): ColumnKind | undefined {
  const asked = plain(name);
  const spells = (other: string) => other === asked;
  return kinds.find(({ label, others }) => plain(label) === asked || others.some(spells))?.kind;
}

function unknown(name: string) {
  const suggestions = labels.filter((label) => distance(plain(label), plain(name)) <= 2);
  const message = `No column of a sample sheet is called ${JSON.stringify(name)}; there are ${labels.join(', ')}.`;
  return { code: 'INVALID', message, suggestions } as const;
}

function repeated(name: string, twin: string) {
  const message =
    name === twin
      ? `The column ${JSON.stringify(name)} is there twice.`
      : `The columns ${JSON.stringify(twin)} and ${JSON.stringify(name)} are one and the same.`;
  return { code: 'INVALID', message, suggestions: [] } as const;
}
