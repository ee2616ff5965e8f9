import type { Finding } from '../findings.js';
import type { PlanInput } from '../plan-input.js';
import { readSampleSheet, type SampleSheet } from './read-sample-sheet.js';
import type { SheetPlace } from './sheet-fault.js';
import type { SheetRow } from './sheet-rows.js';

/** A finding and the cell that is to blame; without a line it is the defaults, not the sheet. */
export type SheetFinding = Finding & Partial<SheetPlace>;

export interface SheetPlan<Input = PlanInput> {
  /** What can be made as it is; null where there are errors. */
  readonly input: Input | null;
  readonly rows: readonly SheetRow[];
  readonly errors: readonly SheetFinding[];
  readonly warnings: readonly SheetFinding[];
}

export interface Checked {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/**
 * Puts the samples of a sheet into the defaults, which have a barcode set and no samples, and has the plan checked.
 * Rejects only if the check does.
 */
export async function planFromSheet<Input extends PlanInput>(
  csv: string,
  defaults: Input,
  check: (input: Input) => Promise<Checked>,
): Promise<SheetPlan<Input>> {
  const sheet = readSampleSheet(csv);
  const faults = sheet.faults.map((fault) => ({ ...fault, path: [] }));
  const { rows } = sheet;
  const barcoded = defaults.samples?.barcoded;
  if (!barcoded || barcoded.samples.length > 0) {
    return { input: null, rows, errors: [...faults, samplesInDefaults], warnings: [] };
  }
  const input = { ...defaults, samples: { barcoded: { ...barcoded, samples: sheet.samples } } };
  const found = await check(input);
  const errors = [...faults, ...placed(found.errors, sheet)].toSorted(byPlace);
  return { input: errors.length > 0 ? null : input, rows, errors, warnings: placed(found.warnings, sheet) };
}

const samplesInDefaults: Finding = {
  code: 'INVALID',
  message: 'The sheet gives the samples: the defaults name a barcode set, with an empty list of samples.',
  path: ['samples'],
  suggestions: [],
};

const pathOfSamples = ['samples', 'barcoded', 'samples'];

/** That a sheet without a usable row has no samples is not worth telling beside what is wrong with its rows. */
function placed(findings: readonly Finding[], { samples, faults, placeOf }: SampleSheet): SheetFinding[] {
  const isOfSamples = ({ path }: Finding) => pathOfSamples.every((step, index) => path[index] === step);
  const isTold = (finding: Finding) => samples.length > 0 || faults.length === 0 || !isOfSamples(finding);
  return findings
    .filter(isTold)
    .map((finding) =>
      isOfSamples(finding) ? { ...finding, ...placeOf(finding.path.slice(pathOfSamples.length)) } : finding,
    );
}

/** In the order of the text; what is in no cell comes last. */
function byPlace(one: Partial<SheetPlace>, other: Partial<SheetPlace>): number {
  const line = (place: Partial<SheetPlace>) => place.line ?? Number.MAX_SAFE_INTEGER;
  return line(one) - line(other) || (one.column ?? 0) - (other.column ?? 0);
}
