import type { ColumnKind, SheetColumn } from './sheet-columns.js';
import type { SheetPlace } from './sheet-fault.js';
import { placeOf, type SheetRow } from './sheet-rows.js';

/** A barcode of a sample as a plan's input has it; null says none, what is left out is the plan's own. */
export interface SheetBarcode {
  readonly barcode: string;
  readonly nucleotideType?: string;
  readonly reference?: string | null;
  readonly targetRegionBedFile?: string | null;
  readonly hotSpotRegionBedFile?: string | null;
  readonly description?: string;
  readonly externalId?: string;
  readonly controlType?: string;
}

export interface SheetSample {
  readonly name: string;
  readonly barcodes: readonly SheetBarcode[];
}

export interface SheetSamples {
  /** In the order of their first rows; rows of one sample name are its barcodes. */
  readonly samples: readonly SheetSample[];
  /** Where something stands, by its path in `samples`; undefined where no row is to blame. */
  placeOf(path: readonly string[]): SheetPlace | undefined;
}

/** Puts the rows of a sheet together as the samples of a plan. */
export function gatherSamples(rows: readonly SheetRow[], columns: readonly SheetColumn[]): SheetSamples {
  const byName = new Map<string, SheetRow[]>();
  for (const row of rows) {
    const { sample = '' } = row;
    byName.set(sample, [...(byName.get(sample) ?? []), row]);
  }
  const families = [...byName.values()];
  const samples = [...byName].map(([name, family]) => ({ name, barcodes: family.map(barcodeOf) }));
  return { samples, placeOf: (path) => findPlace(path, families, columns) };
}

function findPlace(
  [sample, inSample, barcode, field]: readonly string[],
  families: readonly (readonly SheetRow[])[],
  columns: readonly SheetColumn[],
): SheetPlace | undefined {
  const family = families[Number(sample)];
  const [first] = family ?? [];
  if (!family || !first) return undefined;
  const row = inSample === 'barcodes' ? family[Number(barcode)] : undefined;
  if (!row) return placeOf(first.line, 'sample', columns);
  return placeOf(row.line, columns.find(({ kind }) => kind === field)?.kind ?? 'barcode', columns);
}

const isNone = (cell: string) => cell.toLowerCase() === 'none';

function barcodeOf({ line: _line, sample: _sample, barcode = '', ...cells }: SheetRow): SheetBarcode {
  const { nucleotideType, ...others } = cells;
  return {
    barcode,
    ...(nucleotideType !== undefined && { nucleotideType: nucleotideType.toUpperCase() }),
    ...others,
    ...noneAsNull(cells, 'reference'),
    ...noneAsNull(cells, 'targetRegionBedFile'),
    ...noneAsNull(cells, 'hotSpotRegionBedFile'),
  };
}

/** The word that asks for no reference or no file, where a blank cell means that of the plan. */
function noneAsNull(cells: Partial<Record<ColumnKind, string>>, kind: ColumnKind): Record<string, null> {
  const cell = cells[kind];
  return cell !== undefined && isNone(cell) ? { [kind]: null } : {};
}
