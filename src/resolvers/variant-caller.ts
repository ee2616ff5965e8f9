import type { PluginResultRow } from '../loaders/rows.js';
import { readInteger } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { isMap, type JsonMap } from './json-map.js';
import { type SampleNames, sampleNamesOf } from './plugin-samples.js';
import { readName, readYesNo, type StoredBarcode, storeOf, storedBarcodes } from './plugin-store.js';

/** A barcode of a variant call; its sample may have to be asked for. */
export interface BarcodeVariantsValue {
  readonly barcode: string;
  readonly storedName: string | null;
  readonly sampleNames: SampleNames;
  readonly error: string | null;
  readonly variants: ReturnType<typeof countsOf>;
  readonly hotspots: ReturnType<typeof countsOf>;
}

/** The typed view of a result of variantCaller; null for other plugins, and before anything is stored. */
export function variantsOf(result: PluginResultRow) {
  const store = storeOf(result, 'variantCaller');
  if (!store) return null;
  const sampleNames = sampleNamesOf(result);
  const barcodes = storedBarcodes(store).map((barcode) => barcodeVariants(barcode, sampleNames));
  return { ...runOf(store, barcodes.length > 0), pluginResult: result, barcodes };
}

function runOf(store: JsonMap, hasBarcodes: boolean) {
  return {
    isBarcoded: readYesNo(store['barcoded']) ?? hasBarcodes,
    error: readName(store['Error']),
    configuration: readName(store['Configuration']),
    libraryType: readName(store['Library Type']),
    targetRegions: readName(store['Target Regions']),
    targetRegionBedFile: readName(store['targets_bed']),
    hotSpotRegions: readName(store['Target Loci']),
    areReadsTrimmed: readYesNo(store['Trim Reads']) ?? null,
    variants: countsOf(store['variants']),
    hotspots: countsOf(store['hotspots']),
  };
}

function barcodeVariants({ barcode, stored }: StoredBarcode, sampleNames: SampleNames): BarcodeVariantsValue {
  return {
    barcode,
    storedName: readName(stored['Sample Name']),
    sampleNames,
    error: readName(stored['Error']),
    variants: countsOf(stored['variants']),
    hotspots: countsOf(stored['hotspots']),
  };
}

/** Null where nothing was counted: an empty object stands for it. */
function countsOf(counts: unknown) {
  if (!isMap(counts) || Object.keys(counts).length === 0) return null;
  const count = (key: string) => readInteger(counts[key]) ?? null;
  return {
    total: count('variants'),
    heterozygousSnps: count('het_snps'),
    homozygousSnps: count('homo_snps'),
    heterozygousIndels: count('het_indels'),
    homozygousIndels: count('homo_indels'),
    other: count('other'),
    noCalls: count('no_call'),
  };
}

export const BarcodeVariants: CompleteResolvers<'BarcodeVariants'> = {
  sampleName: async ({ barcode, storedName, sampleNames }) =>
    storedName ?? (await sampleNames()).get(barcode) ?? null,
};
