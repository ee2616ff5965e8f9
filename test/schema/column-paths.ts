/** The column that a filter or an order means, where no field of its name shows that column. */
export const columnPaths: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Plan: {
    templatingKit: 'templatingKitName',
    controlSequenceKit: 'controlSequencekitname',
    samplePrepKit: 'samplePrepKitName',
    sequencingKitBarcode: 'seqKitBarcode',
    sequencingKit: 'experiment__sequencekitname',
    chipType: 'experiment__chipType',
    chipBarcode: 'experiment__chipBarcode',
    flows: 'experiment__flows',
    notes: 'experiment__notes',
    platform: 'experiment__platform',
  },
  Experiment: { reports: 'results', representativeReport: 'repResult', analysisSettings: 'eas_set' },
  Sample: { setItems: 'sampleSets' },
  ApplicationGroup: { runTypes: 'applications' },
  SampleSetItem: { barcode: 'dnabarcode' },
  Kit: { flowOrder: 'defaultFlowOrder' },
  TargetRegionFile: { upload: 'contentupload' },
  HotSpotFile: { upload: 'contentupload' },
  SampleSet: { sampleGrouping: 'SampleGroupType_CV', items: 'samples' },
  Report: { analysisSettings: 'eas' },
  PluginResult: {
    pluginName: 'plugin__name',
    pluginVersion: 'plugin__version',
    report: 'result',
    jobs: 'plugin_result_jobs',
  },
};

/** Filters that are no column: states, names of other things, the thumbnail switch. */
export const specialFilters: Readonly<Record<string, readonly string[]>> = {
  Experiment: ['acquisition', 'state', 'project', 'sample', 'plugin'],
  Report: ['state', 'isThumbnail'],
};
