import type {
  AcquisitionState,
  PlanState,
  PluginResultState,
  ReportState,
} from '../generated/resolvers-types.js';

/** How a folded state is asked of rundb: as a set of texts, or as a regular expression over the text. */
export type StateLookup = { readonly in: readonly string[] } | { readonly regex: string };

const finishing = ['Create Statistics', 'Create Stats', 'Create Download Links', 'Create Zip Files'];
const merging = [
  'Merge Alignment Results',
  'Merge Bam Files',
  'Merging BAM files',
  'Merge Basecaller Results',
  'Merge Heatmaps',
  'Merge Statistics',
];
const inProgress = [
  'Started',
  'Importing',
  'Beadfind',
  'Signal Processing',
  'Base Calling',
  'Flow Space Recalibration',
  'Processing barcodes',
  'Alignment',
  ...merging,
  'Process Unfiltered BAM',
  'Generating Alignment metrics',
  'TF Processing',
  ...finishing,
];
const failedSteps = [
  'Alignment',
  'alignmentQC.pl',
  'Analysis',
  'BaseCaller',
  'Basecaller',
  'Beadfind',
  'BeadmaskParse',
  'MergeBarcodedBasecallerBamsUntrimmed',
  'Pre Alignment Step',
  'Pre Basecalling Step',
  'Reads recalibration',
  'Reads sampling with samtools',
  'Recalibration',
];
const failed = [
  'Error',
  'ERROR',
  'Checksum Error',
  'CoreDump',
  'MissingFile',
  'No Live Beads',
  'Separator Abort',
  'Failed to contact job server.',
  'Moved',
  'PGM Operation Error',
  'TERMINATED',
  ...failedSteps.map((step) => `Error in ${step}`),
];
const other = ['Pending'];
const completedWithErrors = 'Completed with [0-9]+ error(\\(s\\)|s)?';
const withErrors = new RegExp(`^${completedWithErrors}$`);

const reportStates = new Map<string, ReportState>([
  ['Completed', 'COMPLETED'],
  ...inProgress.map((status): [string, ReportState] => [status, 'IN_PROGRESS']),
  ...failed.map((status): [string, ReportState] => [status, 'FAILED']),
  ...other.map((status): [string, ReportState] => [status, 'OTHER']),
]);

/** Folds `results.status` as rundb itself does. docs/rundb.md, "Statuses" */
export function reportState(status: string | null | undefined): ReportState {
  return reportStates.get(status ?? '') ?? (withErrors.test(status ?? '') ? 'FAILED' : 'UNKNOWN');
}

const escape = (text: string) => text.replace(/[.()]/g, '\\$&');
const anyOf = (texts: readonly string[]) => `(${[...texts.map(escape), completedWithErrors].join('|')})`;

export function reportStateLookup(state: ReportState): StateLookup {
  if (state === 'FAILED') return { regex: `^${anyOf(failed)}$` };
  if (state === 'UNKNOWN') return { regex: `^(?!${anyOf([...reportStates.keys()])}$)` };
  return { in: [...reportStates].filter(([, folded]) => folded === state).map(([status]) => status) };
}

const acquisitionTexts = new Map<string, AcquisitionState>([
  ['', 'NOT_STARTED'],
  ['Complete', 'COMPLETE'],
  ['Completed', 'COMPLETE'],
  ['Missing File(s)', 'MISSING_FILES'],
  ['User Aborted', 'USER_ABORTED'],
  ['Lost Chip Connection', 'LOST_CHIP_CONNECTION'],
]);
const count = '[0-9]+';
const isCount = new RegExp(`^${count}$`);

/** Folds `experiment.ftpStatus`: a number is the flows transferred so far. docs/rundb.md, "Statuses" */
export function acquisitionState(ftpStatus: string): AcquisitionState {
  return acquisitionTexts.get(ftpStatus) ?? (isCount.test(ftpStatus) ? 'IN_PROGRESS' : 'UNKNOWN');
}

export function acquisitionLookup(state: AcquisitionState): StateLookup {
  if (state === 'IN_PROGRESS') return { regex: `^${count}$` };
  const known = [...acquisitionTexts.keys()];
  if (state === 'UNKNOWN') return { regex: `^(?!(${[...known.map(escape), count].join('|')})$)` };
  return { in: known.filter((text) => acquisitionTexts.get(text) === state) };
}

const planStates = new Map<string, PlanState>([
  ['pending', 'PENDING'],
  ['reserved', 'RESERVED'],
  ['planned', 'PLANNED'],
  ['run', 'RUN'],
  ['voided', 'VOIDED'],
  ['transferred', 'TRANSFERRED'],
  ['inactive', 'INACTIVE'],
]);

export function planState(status: string | null | undefined): PlanState {
  return planStates.get(status ?? '') ?? 'UNKNOWN';
}

const pluginStates = new Map<string, PluginResultState>([
  ['Pending', 'PENDING'],
  ['Queued', 'PENDING'],
  ['Started', 'RUNNING'],
  ['Completed', 'COMPLETED'],
  ['Error', 'FAILED'],
  ['Timed Out', 'FAILED'],
  ['Failed Validation', 'FAILED'],
  ['Resource', 'FAILED'],
  ['Cancelled', 'CANCELLED'],
  ['Declined', 'OTHER'],
  ['Archived', 'OTHER'],
]);

export function pluginResultState(status: string | null | undefined): PluginResultState {
  return pluginStates.get(status ?? '') ?? 'UNKNOWN';
}
