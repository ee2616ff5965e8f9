/** Where the rows of a type of the graph are kept and printed. */
export interface TypeTable {
  /** Table of the lab. */
  readonly table: string;
  /** Resources that print its rows; the first of them that prints a field counts. */
  readonly resources: readonly string[];
  /** The primary key, where it is not the number. */
  readonly key?: 'name';
  /** Only rows of the table whose `type` is one of these. */
  readonly kinds?: readonly string[];
}

const plain = (table: string): TypeTable => ({ table, resources: [table] });

/** Every type of the graph that shows rows. */
export const TYPE_TABLES: Readonly<Record<string, TypeTable>> = {
  AnalysisMetrics: plain('analysismetrics'),
  AnalysisSettings: plain('experimentanalysissettings'),
  ApplicationGroup: plain('applicationgroup'),
  Barcode: plain('dnabarcode'),
  Chip: plain('chip'),
  ContentUpload: plain('contentupload'),
  Experiment: { table: 'experiment', resources: ['experiment', 'compositeexperiment'] },
  FlowOrder: plain('floworder'),
  HotSpotFile: { table: 'content', resources: ['content'], kinds: ['hotspot', 'hotspots'] },
  Kit: plain('kitinfo'),
  LibMetrics: plain('libmetrics'),
  LibraryKey: plain('librarykey'),
  Location: plain('location'),
  Message: plain('message'),
  // Both print `metaData`; the run's own is not the plan's.
  Plan: { table: 'plannedexperiment', resources: ['plannedexperimentdb', 'plannedexperiment'] },
  Plugin: plain('plugin'),
  PluginResult: plain('pluginresult'),
  PluginResultJob: { table: 'pluginresultjob', resources: ['PluginResultJob'] },
  Project: plain('project'),
  Publisher: { table: 'publisher', resources: ['publisher'], key: 'name' },
  QualityMetrics: plain('qualitymetrics'),
  ReferenceGenome: plain('referencegenome'),
  Report: { table: 'results', resources: ['results'] },
  Rig: { table: 'rig', resources: ['rig'], key: 'name' },
  RunType: plain('runtype'),
  Sample: plain('sample'),
  SampleGrouping: plain('samplegrouptype_cv'),
  SampleSet: plain('sampleset'),
  SampleSetItem: plain('samplesetitem'),
  TFMetrics: plain('tfmetrics'),
  TargetRegionFile: { table: 'content', resources: ['content'], kinds: ['target', 'targets'] },
  ThreePrimeAdapter: plain('threeprimeadapter'),
  User: plain('user'),
};
