import type { Finding, Path } from '../findings.js';
import { isMap } from '../json-map.js';
import type { PlanInput } from '../plan-input.js';
import { textsIn, told } from './told.js';

const barcodedPath = ['samples', 'barcoded'];

/** The list under `barcodedSamples`: texts about names, and objects of sample, barcode and texts. */
export function readBarcodedRefusal(value: unknown, plan: PlanInput): readonly Finding[] {
  if (typeof value === 'string') return [told(barcodedPath, value)];
  if (!Array.isArray(value)) return textsIn(value).map((text) => told(barcodedPath, text));
  return value.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [told(pathOfName(entry, plan), entry)];
    if (!isMap(entry)) return [];
    return Object.entries(entry).flatMap(([sample, reasons]) => readSample(sample, reasons, plan));
  });
}

/** Such a text starts with `barcodedSamples["<name>"]`. */
function pathOfName(text: string, plan: PlanInput): Path {
  const name = /barcodedSamples\["(.*?)"\] (?:should|must|is)/s.exec(text)?.[1];
  return name === undefined ? barcodedPath : [...pathOfSample(name, plan), 'name'];
}

function readSample(sample: string, reasons: unknown, plan: PlanInput): readonly Finding[] {
  const path = pathOfSample(sample, plan);
  if (!Array.isArray(reasons)) return textsIn(reasons).map((text) => told([...path, 'barcodes'], text));
  return reasons.flatMap((entry: unknown) => {
    if (!isMap(entry)) return textsIn(entry).map((text) => told(path, text));
    return Object.entries(entry).flatMap(([barcode, texts]) =>
      textsIn(texts).map((text) => told(pathOfText(text, pathOfBarcode(barcode, path, plan)), text)),
    );
  });
}

function pathOfSample(name: string, plan: PlanInput): Path {
  const index = plan.samples?.barcoded?.samples.findIndex((sample) => sample.name === name) ?? -1;
  return index < 0 ? barcodedPath : [...barcodedPath, 'samples', index];
}

function pathOfBarcode(name: string, path: Path, plan: PlanInput): Path {
  const sample = plan.samples?.barcoded?.samples[Number(path.at(-1))];
  const index = sample?.barcodes.findIndex(({ barcode }) => barcode === name) ?? -1;
  return index < 0 ? path : [...path, 'barcodes', index];
}

const fields: Readonly<Record<string, string>> = {
  reference: 'reference',
  targetRegionBedFile: 'targetRegionBedFile',
  hotSpotRegionBedFile: 'hotSpotRegionBedFile',
  nucleotideType: 'nucleotideType',
  // rundb calls it by the name of the whole.
  barcodedSamples: 'controlType',
};

/** What a complaint about a barcode is about: its first label says so, unless it is about the set. */
function pathOfText(text: string, path: Path): Path {
  if (/Barcoding Set is required|barcodeId is required|barcodeId value of .* is not valid/.test(text)) {
    return [...barcodedPath, 'barcodeKit'];
  }
  const label = /\["barcodeSampleInfo"\]\["[^"]*"\]\["(\w+)"\]/.exec(text)?.[1];
  const missing = /^\s*'(\w+)' is missing/.exec(text)?.[1];
  const field = fields[label ?? missing ?? ''];
  return [...path, field ?? 'barcode'];
}
