import type { Resource } from '../rundb/resource.js';
import type { resources } from '../rundb/resources/index.js';

/** How old an answer may be. */
export interface Freshness {
  /** Milliseconds after which it is asked for again. */
  readonly freshFor: number;
  /** Whether plans that the gateway makes or changes may change it. */
  readonly followsWrites: boolean;
}

/** What an administrator installs. */
const installed: Freshness = { freshFor: 300_000, followsWrites: false };
/** What somebody sets now and then. */
const set: Freshness = { freshFor: 60_000, followsWrites: false };
/** What a report holds once it is done: as old as the server lets its own page be. docs/rundb.md, "Transport" */
const measured: Freshness = { freshFor: 17_000, followsWrites: true };
/** What changes while a run goes on: as old as the server lets its own monitor page be. */
const moving: Freshness = { freshFor: 9_000, followsWrites: true };

/** How old what a resource answers may be, by the resource's name. */
const freshness: Readonly<Record<keyof typeof resources, Freshness>> = {
  account: set,
  analysismetrics: measured,
  applicationgroup: installed,
  chip: installed,
  common_cv: installed,
  compositeexperiment: moving,
  compositeresult: moving,
  contentupload: moving,
  dnabarcode: installed,
  experiment: moving,
  experimentanalysissettings: measured,
  floworder: installed,
  globalconfig: installed,
  hotspotfile: installed,
  kitinfo: installed,
  libmetrics: measured,
  librarykey: installed,
  location: installed,
  message: moving,
  plannedexperiment: moving,
  plannedexperimentdb: moving,
  plugin: set,
  pluginresult: moving,
  project: measured,
  projectresults: moving,
  publisher: set,
  qctype: set,
  qualitymetrics: measured,
  referencegenome: installed,
  results: moving,
  resultsWithPlugins: moving,
  rig: moving,
  runtype: installed,
  sample: measured,
  samplegrouptype_cv: installed,
  sampleset: measured,
  samplesetitem: measured,
  targetregionfile: installed,
  tfmetrics: measured,
  threeprimeadapter: installed,
  user: set,
};

const byName = new Map(Object.entries(freshness));

export function freshnessOf({ name }: Resource): Freshness {
  return byName.get(name) ?? moving;
}
