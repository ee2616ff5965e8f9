import { infoOf } from '../checks/barcode-info.js';
import { findBedFile, type BedKind } from '../checks/bed-files.js';
import type { Facts } from '../lists/facts.js';
import type { BarcodedSample, PlanInput, SampleBarcode } from '../plan-input.js';

/** `sample`, or the barcode set and its samples; never both. docs/rundb.md, "Samples of a plan" */
export function writeSamples(plan: PlanInput, facts: Facts): Readonly<Record<string, unknown>> {
  const { single, barcoded } = plan.samples ?? {};
  if (single) return { sample: single.name };
  if (!barcoded) return {};
  const barcodedSamples = barcoded.samples.map(
    (sample) => [sample.name, writeSample(sample, plan, facts)] as const,
  );
  return { barcodeId: barcoded.barcodeKit, barcodedSamples: Object.fromEntries(barcodedSamples) };
}

function writeSample({ barcodes, endBarcodes, dualBarcodes }: BarcodedSample, plan: PlanInput, facts: Facts) {
  return {
    barcodes: barcodes.map(({ barcode }) => barcode),
    barcodeSampleInfo: Object.fromEntries(
      barcodes.map((barcode) => [barcode.barcode, writeInfo(barcode, plan, facts)] as const),
    ),
    ...(endBarcodes && { endBarcodes }),
    ...(dualBarcodes && { dualBarcodes }),
  };
}

/** The first four have to be there, if only as empty texts. */
function writeInfo(barcode: SampleBarcode, plan: PlanInput, facts: Facts) {
  const info = infoOf(barcode, plan, facts);
  const file = (kind: BedKind) => findBedFile(facts, kind, info[kind], info.reference)?.file ?? info[kind];
  const { description, externalId, controlType } = barcode;
  return {
    reference: info.reference,
    targetRegionBedFile: file('targetRegionBedFile'),
    hotSpotRegionBedFile: file('hotSpotRegionBedFile'),
    nucleotideType: info.nucleotideType === 'FUSIONS' ? 'Fusions' : (info.nucleotideType ?? ''),
    ...(description !== null && description !== undefined && { description }),
    ...(externalId !== null && externalId !== undefined && { externalId }),
    ...(controlType !== null && controlType !== undefined && { controlType }),
  };
}
