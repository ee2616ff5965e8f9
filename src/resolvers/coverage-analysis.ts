import type { PluginResultRow } from '../loaders/rows.js';
import { readInteger } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { type CoverageFiguresValue, coverageFigures } from './coverage-figures.js';
import type { JsonMap } from './json-map.js';
import { type SampleNames, sampleNamesOf } from './plugin-samples.js';
import { readName, readYesNo, type StoredBarcode, storeOf, storedBarcodes } from './plugin-store.js';

/** A barcode of a coverage analysis; its sample may have to be asked for. */
export interface BarcodeCoverageValue extends CoverageFiguresValue {
  readonly barcode: string;
  readonly storedName: string | null;
  readonly sampleNames: SampleNames;
  readonly error: string | null;
  readonly reference: string | null;
  readonly targetRegions: string | null;
}

/** The typed view of a result of coverageAnalysis; null for other plugins, and before anything is stored. */
export function coverageOf(result: PluginResultRow) {
  const store = storeOf(result, 'coverageAnalysis');
  if (!store) return null;
  const sampleNames = sampleNamesOf(result);
  const barcodes = storedBarcodes(store).map((barcode) => barcodeCoverage(barcode, sampleNames));
  return {
    ...runOf(store, barcodes.length > 0),
    pluginResult: result,
    run: coverageFigures(store),
    barcodes,
  };
}

function runOf(store: JsonMap, hasBarcodes: boolean) {
  return {
    isBarcoded: readYesNo(store['barcoded']) ?? hasBarcodes,
    error: readName(store['Error']),
    libraryType: readName(store['Library Type']),
    reference: referenceOf(store),
    targetRegions: targetsOf(store),
    targetPadding: readInteger(store['Target padding']) ?? null,
    isUniquelyMappedOnly: readYesNo(store['Uniquely mapped']) ?? null,
    isNonDuplicateOnly: readYesNo(store['Non-duplicate']) ?? null,
  };
}

function barcodeCoverage({ barcode, stored }: StoredBarcode, sampleNames: SampleNames): BarcodeCoverageValue {
  return {
    ...coverageFigures(stored),
    barcode,
    storedName: readName(stored['Sample Name']),
    sampleNames,
    error: readName(stored['Error']),
    reference: referenceOf(stored),
    targetRegions: targetsOf(stored),
  };
}

const referenceOf = (stored: JsonMap) => readName(stored['Reference Genome'] ?? stored['Reference (File)']);

/** Early releases keep the path of the file, under a key spelt with two t. */
function targetsOf(stored: JsonMap): string | null {
  const named = readName(stored['Targeted Regions'] ?? stored['Targetted regions']);
  return named?.replace(/^.*\//, '').replace(/\.bed$/, '') ?? null;
}

export const BarcodeCoverage: CompleteResolvers<'BarcodeCoverage'> = {
  sampleName: async ({ barcode, storedName, sampleNames }) =>
    storedName ?? (await sampleNames()).get(barcode) ?? null,
};
