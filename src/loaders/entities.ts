import type { Parameters, Resource } from '../rundb/resource.js';
import { resources } from '../rundb/resources/index.js';

/** A resource that shows an entity, and what one row of it costs the Torrent Server (docs/rundb.md, "Cost of a row"). */
export interface Source {
  readonly resource: Resource;
  /** Milliseconds of the server's processor time. */
  readonly cost: number;
  /** What a list needs so that it holds the same rows whichever resource is read. */
  readonly base: Parameters;
  /** Its lists leave rows out that exist, so one that is not found is looked for in another source. */
  readonly hidesRows: boolean;
}

export interface Entity {
  /** Lightest first. */
  readonly sources: readonly [Source, ...Source[]];
}

const source = (resource: Resource, cost: number, base: Parameters = [], hidesRows = false): Source => ({
  resource,
  cost,
  base,
  hidesRows,
});

/** A run has a folder, is no plan waiting for its run, and is not the stand-in for reports without one. docs/rundb.md, "experiment" */
const runsOnly: Parameters = [
  ['expDir__gt', ''],
  ['status__regex', '^(?!planned$)'],
  ['expName__regex', '^(?!NONE_ReportOnly_NONE$)'],
];

/** Which resources show what, and at what price: the one table behind every choice of a resource. */
export const entities = {
  Chip: { sources: [source(resources.chip, 1)] },
  Experiment: {
    sources: [
      source(resources.experiment, 16, runsOnly),
      source(resources.compositeexperiment, 55, [], true),
    ],
  },
  Report: {
    sources: [
      source(resources.projectresults, 1.3),
      source(resources.results, 18),
      source(resources.resultsWithPlugins, 40),
    ],
  },
  LibMetrics: { sources: [source(resources.libmetrics, 2)] },
  AnalysisMetrics: { sources: [source(resources.analysismetrics, 2)] },
  QualityMetrics: { sources: [source(resources.qualitymetrics, 2)] },
  TFMetrics: { sources: [source(resources.tfmetrics, 2)] },
  Plan: {
    sources: [source(resources.plannedexperimentdb, 4), source(resources.plannedexperiment, 7)],
  },
  Project: { sources: [source(resources.project, 1)] },
  Plugin: { sources: [source(resources.plugin, 3)] },
  PluginResult: { sources: [source(resources.pluginresult, 12)] },
  User: { sources: [source(resources.user, 2)] },
  AnalysisSettings: { sources: [source(resources.experimentanalysissettings, 4)] },
  Sample: { sources: [source(resources.sample, 4)] },
  ReferenceGenome: { sources: [source(resources.referencegenome, 1)] },
  Kit: { sources: [source(resources.kitinfo, 3)] },
  RunType: { sources: [source(resources.runtype, 1)] },
  ApplicationGroup: { sources: [source(resources.applicationgroup, 2)] },
  SampleGrouping: { sources: [source(resources.samplegrouptype_cv, 2)] },
  ThreePrimeAdapter: { sources: [source(resources.threeprimeadapter, 1)] },
  FlowOrder: { sources: [source(resources.floworder, 1)] },
  LibraryKey: { sources: [source(resources.librarykey, 1)] },
  Message: { sources: [source(resources.message, 1)] },
  Rig: { sources: [source(resources.rig, 2)] },
  Location: { sources: [source(resources.location, 1)] },
  Barcode: { sources: [source(resources.dnabarcode, 1)] },
  TargetRegionFile: { sources: [source(resources.targetregionfile, 2, [], true)] },
  HotSpotFile: { sources: [source(resources.hotspotfile, 2, [], true)] },
  ContentUpload: { sources: [source(resources.contentupload, 1)] },
  Publisher: { sources: [source(resources.publisher, 1)] },
  SampleSet: { sources: [source(resources.sampleset, 4)] },
  SampleSetItem: { sources: [source(resources.samplesetitem, 1)] },
} as const satisfies Record<string, Entity>;

export type EntityName = keyof typeof entities;

export const isEntity = (type: string): type is EntityName => Object.hasOwn(entities, type);

/** What a row of each resource costs, by the resource's name. */
export function rowCosts(): ReadonlyMap<string, number> {
  const sources = Object.values<Entity>(entities).flatMap((entity) => entity.sources);
  return new Map(sources.map(({ resource, cost }) => [resource.name, cost]));
}

/**
 * Reference data: short lists whose rows others name by key or by name. They are read whole, once per operation
 * (scope.ts).
 */
export const referenceLists = [
  'ApplicationGroup',
  'Barcode',
  'Chip',
  'FlowOrder',
  'HotSpotFile',
  'Kit',
  'LibraryKey',
  'Location',
  'ReferenceGenome',
  'Rig',
  'RunType',
  'SampleGrouping',
  'TargetRegionFile',
  'ThreePrimeAdapter',
] as const satisfies readonly EntityName[];

export type ReferenceList = (typeof referenceLists)[number];
