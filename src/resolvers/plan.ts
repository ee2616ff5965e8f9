import type { GraphQLResolveInfo } from 'graphql';
import { origin, type PlanRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import type { Parameters } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';
import { readFlag } from '../rundb/values.js';
import { barcodeSetOf } from './barcode.js';
import { barcodedSamplesOf } from './barcoded-sample.js';
import { chipOf } from './chip.js';
import type { CompleteResolvers } from './complete.js';
import { nameOrNull } from './name-or-null.js';
import { withoutLost } from './left-out.js';
import { nodeFields } from './node.js';
import { qcValuesOf, selectedPluginsOf } from './plan-blobs.js';
import { readings } from './readings.js';
import { linkedRow, namedRow } from './reference-data.js';
import { loadLink, loadLinks } from './relations.js';
import { needsOf } from './selection.js';
import { planState } from './states.js';

const { wire, from, view } = readings<PlanRow>();
/** rundb prints the names of a plan's projects, not their keys. docs/rundb.md, "plannedexperiment" */
const projectsByName: Relation<'Project'> = {
  entity: 'Project',
  resource: resources.project,
  by: 'name',
  isByName: true,
};

async function projectsOf({ projects, [origin]: { scope } }: PlanRow, info: GraphQLResolveInfo) {
  const names = (projects ?? []).filter((name) => typeof name === 'string');
  const found = await Promise.all(names.map((name) => scope.related(projectsByName, name, needsOf(info))));
  return withoutLost(found.flat(), scope, info);
}

/** A list holds plans or templates, never both. */
export const plansOnly: Parameters = [['isReusable', 'False']];
export const templatesOnly: Parameters = [['isReusable', 'True']];

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
  referenceGenome: from(['library'], (row) => namedRow(row, 'ReferenceGenome', 'short_name', row.library)),
  application: from(['runType'], (row) => namedRow(row, 'RunType', 'runType', row.runType)),
  applicationGroup: from(['applicationGroup'], (row) =>
    linkedRow(row, 'ApplicationGroup', row.applicationGroup),
  ),
  sampleGrouping: from(['sampleGrouping'], (row) => linkedRow(row, 'SampleGrouping', row.sampleGrouping)),
  barcodeSet: from(['barcodeId'], (row) => barcodeSetOf(row, row.barcodeId)),
  sampleSets: from(['sampleSets'], (row, _args: unknown, _context, info) =>
    loadLinks(row, 'SampleSet', 'sampleSets', info),
  ),
  kits: view(),
  thermal: view(),
  arguments: view(),
  targetRegionBedFile: wire('bedfile'),
  hotSpotRegionBedFile: wire('regionfile'),
  endBarcodeKit: from(['endBarcodeKitName'], (row) => nameOrNull(row.endBarcodeKitName)),
  irWorkflow: wire('irworkflow'),
  variantFrequency: wire('variantfrequency'),
  threePrimeAdapter: wire('forward3primeadapter'),
  reverseThreePrimeAdapter: wire('reverse3primeadapter'),
  reverseLibraryKey: wire('reverselibrarykey'),
  runName: wire('runname'),
  childPlans: from(['childPlans'], ({ childPlans }) =>
    Array.isArray(childPlans) ? childPlans.map(String) : null,
  ),
  selectedPlugins: from(['selectedPlugins'], (row) => selectedPluginsOf(row.selectedPlugins)),
  qcValues: from(['qcValues'], (row) => qcValuesOf(row.qcValues)),
  sample: from(['sample'], ({ sample }) => nameOrNull(sample)),
  barcodeKit: from(['barcodeId'], ({ barcodeId }) => nameOrNull(barcodeId)),
  barcodedSamples: from(['barcodedSamples'], ({ barcodedSamples }) => barcodedSamplesOf(barcodedSamples)),
  projects: from(['projects'], (row, _args: unknown, _context, info) => projectsOf(row, info)),
  experiment: from(['planExecuted', 'experiment'], async (row, _args: unknown, _context, info) => {
    if (readFlag(row.planExecuted) !== true) return null;
    return loadLink(row, 'Experiment', 'experiment', info);
  }),
};

const kitOf = (row: PlanRow, name: string | null | undefined) => namedRow(row, 'Kit', 'name', name);

export const PlanKits: CompleteResolvers<'PlanKits'> = {
  sequencing: from(['sequencekitname'], (row) => nameOrNull(row.sequencekitname)),
  library: from(['librarykitname'], (row) => nameOrNull(row.librarykitname)),
  templating: from(['templatingKitName'], (row) => nameOrNull(row.templatingKitName)),
  controlSequence: wire('controlSequencekitname'),
  samplePrep: wire('samplePrepKitName'),
  sequencingKit: from(['sequencekitname'], (row) => kitOf(row, row.sequencekitname)),
  libraryKit: from(['librarykitname'], (row) => kitOf(row, row.librarykitname)),
  templatingKit: from(['templatingKitName'], (row) => kitOf(row, row.templatingKitName)),
  controlSequenceKit: from(['controlSequencekitname'], (row) => kitOf(row, row.controlSequencekitname)),
  samplePrepKit: from(['samplePrepKitName'], (row) => kitOf(row, row.samplePrepKitName)),
  sequencingBarcode: wire('seqKitBarcode'),
  templatingBarcode: wire('templatingKitBarcode'),
};
