import type { LabData, LabRow } from './lab-data.js';
import { keyIn, keysIn, nameIn, printed } from './printed-values.js';

/** Rows that the Torrent Server shows, largest number first. */
export function newestFirst(rows: readonly LabRow[]): LabRow[] {
  return rows.filter((row) => row.printed !== undefined).toSorted((a, b) => Number(b.key) - Number(a.key));
}

/** Rows that hold this one's number in a column, newest first. */
export const children =
  (type: string, column: string) =>
  (row: LabRow, lab: LabData): LabRow[] =>
    newestFirst(lab.find(type, column, row.stored['id']));

/** The row at the end of a printed link. */
export const link =
  (name: string, type: string) =>
  (row: LabRow, lab: LabData): LabRow | null =>
    lab.one(type, keyIn(printed(row, name)));

/** The rows at the ends of printed links, as they are printed. */
export const links =
  (name: string, type: string) =>
  (row: LabRow, lab: LabData): LabRow[] =>
    keysIn(printed(row, name)).flatMap((key) => lab.one(type, key) ?? []);

/** The newest row that has the printed name in a column. */
export const named =
  (name: string, type: string, column: string) =>
  (row: LabRow, lab: LabData): LabRow | null => {
    const wanted = nameIn(printed(row, name));
    return wanted === null ? null : (newestFirst(lab.find(type, column, wanted))[0] ?? null);
  };

export const name =
  (field: string) =>
  (row: LabRow): string | null =>
    nameIn(printed(row, field));

/** A barcode set is only a name. */
export const barcodeSet =
  (field: string) =>
  (row: LabRow): { readonly name: string } | null => {
    const set = nameIn(printed(row, field));
    return set === null ? null : { name: set };
  };

/** The whole code of the chip type, else its first three characters. */
export function chip(row: LabRow, lab: LabData): LabRow | null {
  const code = nameIn(printed(row, 'chipType'));
  if (code === null) return null;
  return lab.find('Chip', 'name', code)[0] ?? lab.find('Chip', 'name', code.slice(0, 3))[0] ?? null;
}

/** The same row, shown as an object of its own. */
export const itself = (row: LabRow): LabRow => row;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** rundb's map of samples as a list. */
export function barcodedSamples(row: LabRow): object[] {
  const samples = printed(row, 'barcodedSamples');
  return Object.entries(isObject(samples) ? samples : {}).map(([sample, told]) => ({
    name: sample,
    barcodes: isObject(told) ? barcodesOf(told) : [],
    ...pickLists(told),
  }));
}

function pickLists(told: unknown): object {
  const lists = isObject(told) ? told : {};
  return { endBarcodes: lists['endBarcodes'], dualBarcodes: lists['dualBarcodes'] };
}

function barcodesOf(told: Readonly<Record<string, unknown>>): object[] {
  const infos = isObject(told['barcodeSampleInfo']) ? told['barcodeSampleInfo'] : {};
  const listed = Array.isArray(told['barcodes']) ? told['barcodes'] : Object.keys(infos);
  return listed.map((barcode) => ({ ...Object(infos[String(barcode)] ?? {}), barcode: String(barcode) }));
}

/** Plugins that a plan or settings start. */
export function selectedPlugins(row: LabRow): object[] {
  const plugins = printed(row, 'selectedPlugins');
  return Object.entries(isObject(plugins) ? plugins : {}).map(([plugin, told]) => {
    const { id, version, features } = isObject(told) ? told : {};
    const number = id === undefined || id === null || String(id) === '' ? null : Number(id);
    return {
      name: plugin,
      pluginId: Number.isNaN(number) ? null : number,
      version: version === undefined || version === null ? null : String(version),
      features: Array.isArray(features) ? features.map(String) : null,
    };
  });
}

export const texts = (value: unknown): string[] | null => (Array.isArray(value) ? value.map(String) : null);
