import type { ComputedFields } from './computed.js';
import {
  barcodedSamples,
  barcodeSet,
  chip,
  isObject,
  itself,
  link,
  links,
  name,
  named,
  newestFirst,
  selectedPlugins,
  texts,
} from './follow.js';
import type { LabData, LabRow } from './lab-data.js';
import { printed } from './printed-values.js';
import { foldPlan } from './states.js';

function projectsOf(row: LabRow, lab: LabData): LabRow[] {
  const names = printed(row, 'projects');
  return Array.isArray(names)
    ? names.flatMap((project) => newestFirst(lab.find('Project', 'name', project)))
    : [];
}

function qcValues(row: LabRow): object[] {
  const values = printed(row, 'qcValues');
  const known = Array.isArray(values) ? values.filter(isObject) : [];
  return known.map(({ threshold, qcType }) => {
    const kind = isObject(qcType) ? qcType : {};
    return { ...kind, name: kind['qcName'], threshold };
  });
}

const kit = (field: string): ReturnType<typeof named> => named(field, 'Kit', 'name');

export const PLAN_FIELDS: ComputedFields = {
  Plan: {
    name: (row) => printed(row, 'planDisplayedName') || printed(row, 'planName') || null,
    state: (row) => foldPlan(printed(row, 'planStatus')),
    chip,
    reference: name('library'),
    referenceGenome: named('library', 'ReferenceGenome', 'short_name'),
    application: named('runType', 'RunType', 'runType'),
    applicationGroup: link('applicationGroup', 'ApplicationGroup'),
    sampleGrouping: link('sampleGrouping', 'SampleGrouping'),
    barcodeKit: name('barcodeId'),
    barcodeSet: barcodeSet('barcodeId'),
    sampleSets: links('sampleSets', 'SampleSet'),
    kits: itself,
    thermal: itself,
    arguments: itself,
    endBarcodeKit: name('endBarcodeKitName'),
    childPlans: (row) => texts(printed(row, 'childPlans')),
    selectedPlugins,
    qcValues,
    sample: name('sample'),
    barcodedSamples,
    projects: projectsOf,
    experiment: (row, lab) =>
      printed(row, 'planExecuted') === true ? link('experiment', 'Experiment')(row, lab) : null,
  },
  PlanKits: {
    sequencing: name('sequencekitname'),
    library: name('librarykitname'),
    templating: name('templatingKitName'),
    sequencingKit: kit('sequencekitname'),
    libraryKit: kit('librarykitname'),
    templatingKit: kit('templatingKitName'),
    controlSequenceKit: kit('controlSequencekitname'),
    samplePrepKit: kit('samplePrepKitName'),
  },
};
