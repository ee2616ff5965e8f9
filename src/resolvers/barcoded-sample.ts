import { isMap } from './json-map.js';

/** One barcode of a sample, as the graph shows it. */
export interface SampleBarcodeValue {
  readonly barcode: string;
  readonly [key: string]: unknown;
}

export interface BarcodedSampleValue {
  readonly name: string;
  readonly barcodes: SampleBarcodeValue[];
}

/**
 * rundb's map from sample name to `{barcodes, barcodeSampleInfo}` as a list. Old servers leave the info out, or some
 * keys of it. docs/rundb.md, "plannedexperiment"
 */
export function barcodedSamplesOf(samples: unknown): BarcodedSampleValue[] {
  if (!isMap(samples)) return [];
  return Object.entries(samples).map(([name, sample]) => ({ name, barcodes: barcodesOf(sample) }));
}

function barcodesOf(sample: unknown): SampleBarcodeValue[] {
  if (!isMap(sample)) return [];
  const infos = isMap(sample['barcodeSampleInfo']) ? sample['barcodeSampleInfo'] : {};
  const listed = Array.isArray(sample['barcodes']) ? sample['barcodes'] : Object.keys(infos);
  return listed.map((barcode: unknown) => {
    const info = infos[String(barcode)];
    return { ...(isMap(info) ? info : {}), barcode: String(barcode) };
  });
}
