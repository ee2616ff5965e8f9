import type { Findings, Path } from '../findings.js';
import type { BarcodeFact } from '../lists/facts.js';
import { isSaid, type SampleBarcode } from '../plan-input.js';
import { nearest, quoted } from '../suggest.js';
import { type BarcodeInfo, infoOf } from './barcode-info.js';
import { checkBedFile } from './bed-files.js';
import type { Checking } from './checking.js';
import { checkReference } from './references.js';
import { nucleotideTypesOf, runTypeOf, runTypesFor } from './run-type.js';

/** A sample that is a control says of which kind. docs/rundb.md, "Samples of a plan" */
const controls = ['No Template Control', 'MSI On-Chip Control'];

/** One barcode of a sample: it is of the plan's set, and what is said of it goes together. */
export function checkBarcode(barcode: SampleBarcode, path: Path, checking: Checking): void {
  const { plan, facts, found } = checking;
  const info = infoOf(barcode, plan, facts);
  checkName(barcode.barcode, [...path, 'barcode'], facts.barcodes, checking);
  checkNucleotideType(barcode, info, [...path, 'nucleotideType'], checking);
  // What the plan says for all its barcodes is found wrong once, at the plan.
  if (barcode.reference !== undefined) checkReference(info.reference, [...path, 'reference'], facts, found);
  checkFiles(barcode, info, path, checking);
  checkControl(barcode.controlType, [...path, 'controlType'], found);
}

function checkName(
  name: string,
  path: Path,
  barcodes: readonly BarcodeFact[],
  { plan, found }: Checking,
): void {
  if (name === '') found.refuse(path, 'REQUIRED', 'A barcode needs its name.');
  else if (barcodes.length > 0) {
    const known = barcodes.find((barcode) => barcode.name === name);
    const set = plan.samples?.barcoded?.barcodeKit ?? '';
    if (!known) {
      const near = nearest(
        name,
        barcodes.map((barcode) => barcode.name),
      );
      found.refuse(path, 'NOT_FOUND', `${quoted(name)} is no barcode of ${set}.`, near);
    } else if (!known.isActive) found.warn(path, 'INACTIVE', `${name} is not active on this server.`);
  }
}

function checkNucleotideType(
  barcode: SampleBarcode,
  info: BarcodeInfo,
  path: Path,
  { plan, facts, found }: Checking,
): void {
  const allowed = nucleotideTypesOf(plan, facts);
  const runType = runTypeOf(plan, facts);
  const given = info.nucleotideType;
  if (given === undefined) {
    const message = `Under run type ${runType} a barcode may be ${allowed.join(', ')}: say which.`;
    found.refuse(path, 'REQUIRED', message, allowed);
  } else if (!allowed.includes(given)) {
    const fitting = runTypesFor(given, facts).join(', ');
    const message = `Run type ${runType} is for ${allowed.join(', ')}; ${given} needs a run type of ${fitting}.`;
    found.refuse(path, 'INCOMPATIBLE', message, allowed);
  }
}

function checkFiles(
  barcode: SampleBarcode,
  info: BarcodeInfo,
  path: Path,
  { plan, facts, found }: Checking,
): void {
  for (const kind of ['targetRegionBedFile', 'hotSpotRegionBedFile'] as const) {
    if (!isSaid(barcode[kind])) continue;
    const place = { kind, path: [...path, kind], referencePath: [...path, 'reference'] };
    checkBedFile(place, info[kind], info.reference, facts, found);
  }
  if (isSaid(info.hotSpotRegionBedFile) && isSaid(info.reference) && !isSaid(info.targetRegionBedFile)) {
    const message = 'A file of hotspots needs a file of target regions.';
    const isPlans = barcode.hotSpotRegionBedFile === undefined && !isSaid(plan.targetRegionBedFile);
    const where = isPlans ? ['targetRegionBedFile'] : [...path, 'targetRegionBedFile'];
    found.refuse(where, 'REQUIRED', message);
  }
}

function checkControl(given: string | null | undefined, path: Path, found: Findings): void {
  if (!isSaid(given) || controls.includes(given)) return;
  const message = `${quoted(given)} is none of ${controls.join(', ')}; leave it out for a sample that is no control.`;
  found.refuse(path, 'INVALID', message, nearest(given, controls));
}
