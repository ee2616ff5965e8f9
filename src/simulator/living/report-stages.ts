/** A stage of an analysis: what may go wrong in it, and what it leaves. */
export interface Stage {
  readonly status: string;
  /** Statuses that end the report here, with their probabilities in one step. */
  readonly failures: readonly (readonly [status: string, probability: number])[];
  /** Metrics that exist once the stage is over. */
  readonly leaves: readonly ('analysismetrics' | 'qualitymetrics' | 'tfmetrics' | 'libmetrics')[];
  /** Only reports of barcoded runs go through it. */
  readonly barcoded?: true;
}

/** The stages from first to last; their names are the statuses that rundb knows. docs/rundb.md, "Statuses" */
export const STAGES: readonly Stage[] = [
  { status: 'Pending', failures: [], leaves: [] },
  { status: 'Started', failures: [['Checksum Error', 0.002]], leaves: [] },
  {
    status: 'Beadfind',
    failures: [
      ['Error in Beadfind', 0.01],
      ['No Live Beads', 0.01],
    ],
    leaves: ['analysismetrics'],
  },
  { status: 'Signal Processing', failures: [['Error in Analysis', 0.008]], leaves: [] },
  { status: 'Base Calling', failures: [['Error in BaseCaller', 0.008]], leaves: ['qualitymetrics'] },
  { status: 'Processing barcodes', failures: [], leaves: [], barcoded: true },
  { status: 'TF Processing', failures: [], leaves: ['tfmetrics'] },
  { status: 'Alignment', failures: [['Error in Alignment', 0.015]], leaves: ['libmetrics'] },
  { status: 'Create Statistics', failures: [], leaves: [] },
  { status: 'Create Download Links', failures: [], leaves: [] },
];

/** The stage that a report with this status is in; undefined when it is in none. */
export function stageOf(status: string): Stage | undefined {
  return STAGES.find((stage) => stage.status === status);
}

/** The next stage; undefined after the last. */
export function stageAfter(stage: Stage, isBarcoded: boolean): Stage | undefined {
  return STAGES.slice(STAGES.indexOf(stage) + 1).find((next) => next.barcoded !== true || isBarcoded);
}
