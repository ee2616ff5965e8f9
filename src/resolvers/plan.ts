import type { PlanRow } from '../loaders/rows.js';
import { isBlankName, readFlag } from '../rundb/values.js';
import { barcodedSamplesOf } from './barcodedSamples.js';
import { chipOf } from './chip.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';
import { planState } from './states.js';

const { wire, from, view } = readings<PlanRow>();
const nameOrNull = (name: string | null | undefined) => (isBlankName(name) ? null : name);

export const Plan: CompleteResolvers<'Plan'> = {
  ...nodeFields,
  name: from(['planDisplayedName', 'planName'], (row) => row.planDisplayedName || row.planName || null),
  shortId: wire('planShortID'),
  guid: wire('planGUID'),
  status: wire('planStatus'),
  state: from(['planStatus'], ({ planStatus }) => planState(planStatus)),
  isExecuted: wire('planExecuted'),
  isTemplate: wire('isReusable'),
  chip: from(['chipType'], (row) => chipOf(row, row.chipType)),
  reference: from(['library'], ({ library }) => nameOrNull(library)),
  kits: view(),
  sample: from(['sample'], ({ sample }) => nameOrNull(sample)),
  barcodeKit: from(['barcodeId'], ({ barcodeId }) => nameOrNull(barcodeId)),
  barcodedSamples: from(['barcodedSamples'], ({ barcodedSamples }) => barcodedSamplesOf(barcodedSamples)),
  experiment: from(['planExecuted', 'experiment'], async (row, _args: unknown, _context, info) => {
    if (readFlag(row.planExecuted) !== true) return null;
    return loadLink(row, 'Experiment', 'experiment', info);
  }),
};

export const PlanKits: CompleteResolvers<'PlanKits'> = {
  sequencing: from(['sequencekitname'], (row) => nameOrNull(row.sequencekitname)),
  library: from(['librarykitname'], (row) => nameOrNull(row.librarykitname)),
  templating: from(['templatingKitName'], (row) => nameOrNull(row.templatingKitName)),
};
