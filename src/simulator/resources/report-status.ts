/** The states that rundb sorts the statuses of reports into. docs/rundb.md, "Statuses" */
export type ReportState = 'Completed' | 'Error' | 'Progress' | 'Other';

const STATES: Readonly<Record<ReportState, readonly string[]>> = {
  Completed: ['Completed'],
  Error: [
    'Error',
    'ERROR',
    'Checksum Error',
    'CoreDump',
    'MissingFile',
    'Moved',
    'No Live Beads',
    'PGM Operation Error',
    'Separator Abort',
    'TERMINATED',
    'Failed to contact job server.',
    'Error in Alignment',
    'Error in alignmentQC.pl',
    'Error in Analysis',
    'Error in BaseCaller',
    'Error in Basecaller',
    'Error in Beadfind',
    'Error in BeadmaskParse',
    'Error in MergeBarcodedBasecallerBamsUntrimmed',
    'Error in Pre Alignment Step',
    'Error in Pre Basecalling Step',
    'Error in Reads recalibration',
    'Error in Reads sampling with samtools',
    'Error in Recalibration',
  ],
  Progress: [
    'Started',
    'Importing',
    'Beadfind',
    'Signal Processing',
    'Base Calling',
    'Flow Space Recalibration',
    'Processing barcodes',
    'Alignment',
    'Merge Alignment Results',
    'Merge Bam Files',
    'Merging BAM files',
    'Merge Basecaller Results',
    'Merge Heatmaps',
    'Merge Statistics',
    'Process Unfiltered BAM',
    'Generating Alignment metrics',
    'TF Processing',
    'Create Statistics',
    'Create Stats',
    'Create Download Links',
    'Create Zip Files',
  ],
  Other: ['Pending'],
};

const STATE_OF = new Map(
  (['Completed', 'Error', 'Progress', 'Other'] as const).flatMap((state) =>
    STATES[state].map((status) => [status, state] as const),
  ),
);

/** The state of a status; undefined for statuses that rundb does not know. */
export function stateOf(status: string): ReportState | undefined {
  return STATE_OF.get(status) ?? (/^Completed with \d+ error(\(s\)|s)?$/.test(status) ? 'Error' : undefined);
}

export function isReportState(text: string): text is ReportState {
  return Object.hasOwn(STATES, text);
}

/** The field `i18nstatus`, which has another shape for unknown statuses. */
export function printStatus(status: string): object {
  const state = stateOf(status);
  if (state !== undefined) return { i18n: status, state };
  return {
    [status]: { i18n: `Unable to translate original status of: '${status}'`, state: 'Unknown' },
  };
}
