import { account } from './account.js';
import { analysismetrics } from './analysismetrics.js';
import { applicationgroup } from './applicationgroup.js';
import { chip } from './chip.js';
import { compositeexperiment } from './compositeexperiment.js';
import { compositeresult } from './compositeresult.js';
import { experiment } from './experiment.js';
import { experimentanalysissettings } from './experimentanalysissettings.js';
import { floworder } from './floworder.js';
import { kitinfo } from './kitinfo.js';
import { libmetrics } from './libmetrics.js';
import { librarykey } from './librarykey.js';
import { message } from './message.js';
import { plannedexperiment } from './plannedexperiment.js';
import { plannedexperimentdb } from './plannedexperimentdb.js';
import { plugin } from './plugin.js';
import { pluginresult } from './pluginresult.js';
import { project } from './project.js';
import { projectresults } from './projectresults.js';
import { qualitymetrics } from './qualitymetrics.js';
import { referencegenome } from './referencegenome.js';
import { results, resultsWithPlugins } from './results.js';
import { runtype } from './runtype.js';
import { sample } from './sample.js';
import { samplegrouptype_cv } from './samplegrouptype_cv.js';
import { tfmetrics } from './tfmetrics.js';
import { threeprimeadapter } from './threeprimeadapter.js';
import { user } from './user.js';

/** Every resource the gateway reads, by the name it is called here. */
export const resources = {
  account,
  analysismetrics,
  applicationgroup,
  chip,
  compositeexperiment,
  compositeresult,
  experiment,
  experimentanalysissettings,
  floworder,
  kitinfo,
  libmetrics,
  librarykey,
  message,
  plannedexperiment,
  plannedexperimentdb,
  plugin,
  pluginresult,
  project,
  projectresults,
  qualitymetrics,
  referencegenome,
  results,
  resultsWithPlugins,
  runtype,
  sample,
  samplegrouptype_cv,
  tfmetrics,
  threeprimeadapter,
  user,
};
