import type { ComputedFields } from './computed.js';
import {
  barcodedSamples,
  barcodeSet,
  children,
  isObject,
  itself,
  link,
  links,
  name,
  named,
  selectedPlugins,
  texts,
} from './follow.js';
import { nameIn, printed } from './printed-values.js';
import { isRun } from './run-fields.js';

const file = {
  publisher: link('publisher', 'Publisher'),
  upload: link('contentupload', 'ContentUpload'),
  referenceGenome: named('extra', 'ReferenceGenome', 'short_name'),
};

export const OTHER_FIELDS: ComputedFields = {
  AnalysisSettings: {
    arguments: itself,
    experiment: (row, lab) => {
      const run = link('experiment', 'Experiment')(row, lab);
      return run !== null && isRun(run) ? run : null;
    },
    reports: children('Report', 'eas'),
    barcodeKit: name('barcodeKitName'),
    barcodeSet: barcodeSet('barcodeKitName'),
    barcodedSamples,
    endBarcodeKit: name('endBarcodeKitName'),
    reference: name('reference'),
    referenceGenome: named('reference', 'ReferenceGenome', 'short_name'),
    libraryKit: named('libraryKitName', 'Kit', 'name'),
    selectedPlugins,
  },
  ApplicationGroup: { runTypes: links('applications', 'RunType') },
  Barcode: { set: (row) => ({ name: nameIn(printed(row, 'name')) ?? printed(row, 'name') }) },
  Chip: { arguments: itself },
  ContentUpload: {
    targetRegions: children('TargetRegionFile', 'contentupload'),
    hotSpots: children('HotSpotFile', 'contentupload'),
  },
  HotSpotFile: file,
  Kit: {
    flowOrder: link('defaultFlowOrder', 'FlowOrder'),
    parts: (row) => printed(row, 'parts') ?? [],
  },
  Location: {
    rigs: ({ stored }, lab) =>
      lab.find('Rig', 'location', stored['id']).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  },
  Plugin: { availableVersions: (row) => texts(printed(row, 'availableVersions')) },
  Project: { creator: link('creator', 'User') },
  Rig: { location: link('location', 'Location') },
  RunType: { applicationGroups: links('applicationGroups', 'ApplicationGroup') },
  Sample: { setItems: children('SampleSetItem', 'sample') },
  SampleSet: {
    items: (row, lab) => children('SampleSetItem', 'sampleSet')(row, lab).toReversed(),
    sampleGrouping: link('SampleGroupType_CV', 'SampleGrouping'),
    libraryPrepKit: named('libraryPrepKitName', 'Kit', 'name'),
    libraryPrepInstrumentData: (row) => {
      const record = printed(row, 'libraryPrepInstrumentData');
      return isObject(record) ? record : null;
    },
  },
  SampleSetItem: {
    sampleSet: link('sampleSet', 'SampleSet'),
    sample: link('sample', 'Sample'),
    barcode: link('dnabarcode', 'Barcode'),
  },
  TargetRegionFile: file,
};
