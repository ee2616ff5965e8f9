import type { Findings, Path } from '../findings.js';
import type { BarcodeFact, Facts } from '../lists/facts.js';
import { type BarcodedSample, type BarcodedSamples, isSaid } from '../plan-input.js';
import { listed, nearest, quoted } from '../suggest.js';
import { checkBarcode } from './barcodes.js';
import type { Checking } from './checking.js';
import { checkSampleName } from './names.js';

/** Path of the barcoded samples in the input. */
export const barcodedPath = ['samples', 'barcoded'] as const;

/** One sample with a name, or barcoded ones with barcodes of the set, each once. */
export function checkSamples(checking: Checking): void {
  const { plan, facts, found } = checking;
  const { single, barcoded } = plan.samples ?? {};
  if (single) checkSampleName(single.name, ['samples', 'single', 'name'], found);
  if (barcoded) checkBarcoded(barcoded, checking);
  if (!single && !barcoded) {
    found.refuse(['samples'], 'REQUIRED', 'A plan needs a sample, or samples with barcodes.');
  }
  checkSet(plan.endBarcodeKit, ['endBarcodeKit'], facts.endBarcodes, facts, found);
}

function checkBarcoded(barcoded: BarcodedSamples, checking: Checking): void {
  const { facts, found } = checking;
  const { barcodeKit, samples } = barcoded;
  const path = [...barcodedPath, 'samples'];
  if (barcodeKit === '') {
    const sets = facts.barcodeSets.slice(0, 5);
    found.refuse(
      [...barcodedPath, 'barcodeKit'],
      'REQUIRED',
      'Samples with barcodes need a barcode set.',
      sets,
    );
  }
  checkSet(barcodeKit, [...barcodedPath, 'barcodeKit'], facts.barcodes, facts, found);
  if (samples.length === 0) found.refuse(path, 'REQUIRED', 'A plan needs a sample.');
  samples.forEach((sample, index) => checkSample(sample, [...path, index], checking));
  refuseTwice(barcoded, found);
}

function checkSet(
  name: string | null | undefined,
  path: Path,
  barcodes: readonly BarcodeFact[],
  { barcodeSets }: Facts,
  found: Findings,
): void {
  if (!isSaid(name) || barcodes.length > 0) return;
  const message = `The server has no barcode set ${quoted(name)}; it has ${listed(barcodeSets)}.`;
  found.refuse(path, 'NOT_FOUND', message, nearest(name, barcodeSets));
}

function checkSample(sample: BarcodedSample, path: Path, checking: Checking): void {
  const { facts, found, plan } = checking;
  checkSampleName(sample.name, [...path, 'name'], found);
  if (sample.barcodes.length === 0) {
    const message = `Sample ${quoted(sample.name)} has no barcode: none of its reads could be told from others.`;
    found.refuse([...path, 'barcodes'], 'REQUIRED', message);
  }
  sample.barcodes.forEach((barcode, index) => checkBarcode(barcode, [...path, 'barcodes', index], checking));
  if (!sample.endBarcodes || facts.endBarcodes.length === 0) return;
  const names = facts.endBarcodes.map(({ name }) => name);
  sample.endBarcodes.forEach((name, index) => {
    if (names.includes(name)) return;
    const message = `${quoted(name)} is no barcode of ${plan.endBarcodeKit ?? ''}.`;
    found.refuse([...path, 'endBarcodes', index], 'NOT_FOUND', message, nearest(name, names));
  });
}

/** rundb accepts a barcode in two samples, and of two samples of one name keeps the last. */
function refuseTwice({ samples }: BarcodedSamples, found: Findings): void {
  const names = new Set<string>();
  const owners = new Map<string, string>();
  samples.forEach((sample, index) => {
    const path = [...barcodedPath, 'samples', index];
    if (names.has(sample.name)) {
      const message = `Sample ${quoted(sample.name)} is there twice; list its barcodes under one of them.`;
      found.refuse([...path, 'name'], 'INVALID', message);
    }
    names.add(sample.name);
    sample.barcodes.forEach(({ barcode }, place) => {
      const owner = owners.get(barcode);
      if (owner !== undefined) {
        const message = `Barcode ${quoted(barcode)} is given to sample ${quoted(owner)} already.`;
        found.refuse([...path, 'barcodes', place, 'barcode'], 'DUPLICATE_BARCODE', message);
      } else owners.set(barcode, sample.name);
    });
  });
}
