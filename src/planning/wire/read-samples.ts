import { isBlankName, readText } from '../../rundb/values.js';
import { isMap } from '../json-map.js';
import type { PlanAnswer } from '../once/look-up.js';
import type { BarcodedSample, NucleotideType, PlanSamples, SampleBarcode } from '../plan-input.js';

type Words = Readonly<Record<string, unknown>>;

/** The samples of a stored plan; undefined where it has none, as a template. */
export function readSamples({ barcodedSamples, barcodeId, sample }: PlanAnswer): PlanSamples | undefined {
  if (isMap(barcodedSamples) && Object.keys(barcodedSamples).length > 0) {
    const samples = Object.entries(barcodedSamples).map(([name, told]) => readSample(name, told));
    return { barcoded: { barcodeKit: barcodeId ?? '', samples } };
  }
  return sample === null || sample === undefined || sample === '' ? undefined : { single: { name: sample } };
}

function readSample(name: string, told: unknown): BarcodedSample {
  const { barcodes, barcodeSampleInfo, endBarcodes, dualBarcodes } = isMap(told) ? told : {};
  const infos = isMap(barcodeSampleInfo) ? barcodeSampleInfo : {};
  const listed = Array.isArray(barcodes) ? barcodes.map(String) : Object.keys(infos);
  return {
    name,
    barcodes: listed.map((barcode) => {
      const info = infos[barcode];
      return { barcode, ...readInfo(isMap(info) ? info : {}) };
    }),
    endBarcodes: readNames(endBarcodes),
    dualBarcodes: readNames(dualBarcodes),
  };
}

/** What is stored empty is none, not the plan's. */
function readInfo(info: Words): Omit<SampleBarcode, 'barcode'> {
  const text = (key: string) => {
    const value = readText(info[key]);
    return isBlankName(value) ? null : value;
  };
  return {
    nucleotideType: nucleotideTypes.get(text('nucleotideType')?.toLowerCase() ?? ''),
    reference: text('reference'),
    targetRegionBedFile: text('targetRegionBedFile'),
    hotSpotRegionBedFile: text('hotSpotRegionBedFile'),
    description: readText(info['description']),
    externalId: readText(info['externalId']),
    controlType: text('controlType'),
  };
}

const nucleotideTypes: ReadonlyMap<string, NucleotideType> = new Map([
  ['dna', 'DNA'],
  ['rna', 'RNA'],
  ['fusions', 'FUSIONS'],
]);

function readNames(names: unknown): string[] | undefined {
  return Array.isArray(names) && names.length > 0 ? names.map(String) : undefined;
}
