import type { Facts } from '../lists/facts.js';
import { isSaid, type NucleotideType, type PlanInput, type SampleBarcode } from '../plan-input.js';
import { nucleotideTypesOf } from './run-type.js';

/** What holds for one barcode once the plan's own values stand in for what it leaves out. */
export interface BarcodeInfo {
  /** Undefined: the run type allows several, and none is said. */
  readonly nucleotideType: NucleotideType | undefined;
  /** Empty: none. */
  readonly reference: string;
  readonly targetRegionBedFile: string;
  readonly hotSpotRegionBedFile: string;
}

/**
 * A barcode's reference left out is the plan's, and so are its files where the reference is the plan's; null is none.
 * Its nucleotide type left out is the one that the run type allows.
 */
export function infoOf(barcode: SampleBarcode, plan: PlanInput, facts: Facts): BarcodeInfo {
  const reference = orThePlans(barcode.reference, plan.reference);
  const ofPlan = reference === (plan.reference ?? '') && isSaid(reference);
  const file = (kind: 'targetRegionBedFile' | 'hotSpotRegionBedFile') =>
    orThePlans(barcode[kind], ofPlan ? plan[kind] : null);
  const [onlyType, ...others] = nucleotideTypesOf(plan, facts);
  return {
    nucleotideType: barcode.nucleotideType ?? (others.length === 0 ? onlyType : undefined),
    reference,
    targetRegionBedFile: file('targetRegionBedFile'),
    hotSpotRegionBedFile: file('hotSpotRegionBedFile'),
  };
}

function orThePlans(own: string | null | undefined, plans: string | null | undefined): string {
  return (own === undefined ? plans : own) ?? '';
}
