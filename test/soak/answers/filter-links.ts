import type { LabData, LabRow } from './lab-data.js';

/** The rows that a relation of the tables leads to, whether the Torrent Server shows them or not. */
type Follow = (row: LabRow, lab: LabData) => readonly LabRow[];

/** The row whose number a column holds. */
const forward =
  (column: string, type: string): Follow =>
  ({ stored }, lab) =>
    lab.find(type, 'id', stored[column]);

/** Rows that hold this row's number in a column. */
const backward =
  (type: string, column: string): Follow =>
  ({ stored }, lab) =>
    lab.find(type, column, stored['id']);

/** Rows at the other end of a table of links. */
const linked =
  (table: string, from: string, type: string): Follow =>
  ({ stored }, lab) =>
    lab.linked(table, from, stored['id']).flatMap((key) => lab.find(type, 'id', key));

const ofReport = { report: forward('report', 'Report') };
const ofFile = {
  publisher: forward('publisher', 'Publisher'),
  upload: forward('contentupload', 'ContentUpload'),
};

/** By type and name of the filter that nests along the relation. */
export const FILTER_LINKS: Readonly<Record<string, Readonly<Record<string, Follow>>>> = {
  AnalysisMetrics: ofReport,
  AnalysisSettings: {
    experiment: forward('experiment', 'Experiment'),
    reports: backward('Report', 'eas'),
  },
  ApplicationGroup: { runTypes: linked('runtype_applicationGroups', 'applicationgroup', 'RunType') },
  ContentUpload: { publisher: forward('publisher', 'Publisher') },
  Experiment: {
    plan: forward('plan', 'Plan'),
    reports: backward('Report', 'experiment'),
    samples: linked('experiment_samples', 'experiment', 'Sample'),
    analysisSettings: backward('AnalysisSettings', 'experiment'),
    representativeReport: forward('repResult', 'Report'),
  },
  HotSpotFile: ofFile,
  Kit: { flowOrder: forward('defaultFlowOrder', 'FlowOrder') },
  LibMetrics: ofReport,
  Plan: {
    experiment: backward('Experiment', 'plan'),
    applicationGroup: forward('applicationGroup', 'ApplicationGroup'),
    sampleGrouping: forward('sampleGrouping', 'SampleGrouping'),
    projects: linked('plannedexperiment_projects', 'plannedexperiment', 'Project'),
    sampleSets: linked('plannedexperiment_sampleSets', 'plannedexperiment', 'SampleSet'),
  },
  PluginResult: {
    report: forward('result', 'Report'),
    plugin: forward('plugin', 'Plugin'),
    owner: forward('owner', 'User'),
    jobs: backward('PluginResultJob', 'plugin_result'),
  },
  Project: { creator: forward('creator', 'User'), reports: linked('results_projects', 'project', 'Report') },
  QualityMetrics: ofReport,
  Report: {
    experiment: forward('experiment', 'Experiment'),
    analysisSettings: forward('eas', 'AnalysisSettings'),
    libMetrics: backward('LibMetrics', 'report'),
    analysisMetrics: backward('AnalysisMetrics', 'report'),
    qualityMetrics: backward('QualityMetrics', 'report'),
    tfMetrics: backward('TFMetrics', 'report'),
    pluginResults: backward('PluginResult', 'result'),
    projects: linked('results_projects', 'results', 'Project'),
  },
  Rig: { location: forward('location', 'Location') },
  RunType: { applicationGroups: linked('runtype_applicationGroups', 'runtype', 'ApplicationGroup') },
  Sample: {
    experiments: linked('experiment_samples', 'sample', 'Experiment'),
    setItems: backward('SampleSetItem', 'sample'),
  },
  SampleGrouping: { sampleSets: backward('SampleSet', 'SampleGroupType_CV') },
  SampleSet: {
    sampleGrouping: forward('SampleGroupType_CV', 'SampleGrouping'),
    items: backward('SampleSetItem', 'sampleSet'),
    plans: linked('plannedexperiment_sampleSets', 'sampleset', 'Plan'),
  },
  SampleSetItem: {
    sampleSet: forward('sampleSet', 'SampleSet'),
    sample: forward('sample', 'Sample'),
    barcode: forward('dnabarcode', 'Barcode'),
  },
  TFMetrics: ofReport,
  TargetRegionFile: ofFile,
};
