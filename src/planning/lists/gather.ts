import { isSaid, type PlanInput, type SampleBarcode } from '../plan-input.js';
import type { Facts } from './facts.js';
import type { ServerLists } from './server-lists.js';

/** What of the server's lists a plan is checked against, asked for side by side; what it does not name is not read. */
export async function gatherFacts(plan: PlanInput, lists: ServerLists): Promise<Facts> {
  const named = namedIn(plan);
  const reads = {
    chips: lists.chips(),
    kits: lists.kits(),
    runTypes: lists.runTypes(),
    references: when(named.reference, lists.references),
    applicationGroups: when(isSaid(plan.applicationGroup), lists.applicationGroups),
    sampleGroupings: when(isSaid(plan.sampleGrouping), lists.sampleGroupings),
    targetFiles: when(named.targetFile, lists.targetFiles),
    hotSpotFiles: when(named.hotSpotFile, lists.hotSpotFiles),
    libraryKeys: when(isSaid(plan.libraryKey), lists.libraryKeys),
    flowOrders: when(isSaid(plan.flowsInOrder), lists.flowOrders),
    protocols: when(isSaid(plan.samplePrepProtocol), lists.protocols),
    plugins: when(hasAny(plan.plugins), lists.plugins),
    projects: when(hasAny(plan.projects), lists.projects),
    qcTypes: when(hasAny(plan.qcThresholds), lists.qcTypes),
    sampleSets: when(hasAny(plan.sampleSets), () => lists.sampleSetsOf(plan.sampleSets ?? [])),
    ...barcodeReads(plan, lists),
  };
  return awaited(reads);
}

type Reads = { readonly [List in keyof Facts]: Promise<Facts[List]> };

async function awaited(reads: Reads): Promise<Facts> {
  const lists = await Promise.all(
    Object.entries(reads).map(async ([name, list]) => [name, await list] as const),
  );
  // The same names, each with what its promise gave.
  return Object.fromEntries(lists) as unknown as Facts;
}

function barcodeReads(plan: PlanInput, lists: ServerLists) {
  const set = plan.samples?.barcoded?.barcodeKit;
  const barcodes = when(isSaid(set), () => lists.barcodesOf(set ?? ''));
  const endBarcodes = when(isSaid(plan.endBarcodeKit), () => lists.barcodesOf(plan.endBarcodeKit ?? ''));
  const isUnknown = async () =>
    (set !== undefined && (await barcodes).length === 0) ||
    (isSaid(plan.endBarcodeKit) && (await endBarcodes).length === 0);
  const barcodeSets = isUnknown().then((unknown) => when(unknown, lists.barcodeSets));
  return { barcodes, endBarcodes, barcodeSets };
}

/** Which lists the plan names something of. */
function namedIn(plan: PlanInput) {
  const barcodes = plan.samples?.barcoded?.samples.flatMap((sample) => sample.barcodes) ?? [];
  const said = (...fields: (keyof SampleBarcode & keyof PlanInput)[]) =>
    fields.some((field) => isText(plan[field]) || barcodes.some((barcode) => isText(barcode[field])));
  return {
    reference: said('reference') || isSaid(plan.mixedTypeRNAReference),
    targetFile: said('targetRegionBedFile') || isSaid(plan.mixedTypeRNATargetRegionBedFile),
    hotSpotFile: said('hotSpotRegionBedFile') || isSaid(plan.mixedTypeRNAHotSpotRegionBedFile),
  };
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const hasAny = (values: readonly unknown[] | null | undefined) => (values?.length ?? 0) > 0;

async function when<T>(isNamed: boolean, read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  return isNamed ? read() : [];
}
