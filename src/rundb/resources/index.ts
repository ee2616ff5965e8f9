import { account } from './account.js';
import { analysismetrics } from './analysismetrics.js';
import { chip } from './chip.js';
import { compositeexperiment } from './compositeexperiment.js';
import { compositeresult } from './compositeresult.js';
import { experiment } from './experiment.js';
import { libmetrics } from './libmetrics.js';
import { plannedexperiment } from './plannedexperiment.js';
import { plannedexperimentdb } from './plannedexperimentdb.js';
import { plugin } from './plugin.js';
import { pluginresult } from './pluginresult.js';
import { project } from './project.js';
import { projectresults } from './projectresults.js';
import { qualitymetrics } from './qualitymetrics.js';
import { results, resultsWithPlugins } from './results.js';
import { tfmetrics } from './tfmetrics.js';
import { user } from './user.js';

/** Every resource the gateway reads, by the name it is called here. */
export const resources = {
  account,
  analysismetrics,
  chip,
  compositeexperiment,
  compositeresult,
  experiment,
  libmetrics,
  plannedexperiment,
  plannedexperimentdb,
  plugin,
  pluginresult,
  project,
  projectresults,
  qualitymetrics,
  results,
  resultsWithPlugins,
  tfmetrics,
  user,
};
