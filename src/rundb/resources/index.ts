import { account } from './account.js';
import { analysismetrics } from './analysismetrics.js';
import { applicationgroup } from './applicationgroup.js';
import { chip } from './chip.js';
import { common_cv } from './common_cv.js';
import { compositeexperiment } from './compositeexperiment.js';
import { compositeresult } from './compositeresult.js';
import { hotspotfile, targetregionfile } from './content.js';
import { contentupload } from './contentupload.js';
import { dnabarcode } from './dnabarcode.js';
import { experiment } from './experiment.js';
import { experimentanalysissettings } from './experimentanalysissettings.js';
import { floworder } from './floworder.js';
import { globalconfig } from './globalconfig.js';
import { kitinfo } from './kitinfo.js';
import { libmetrics } from './libmetrics.js';
import { librarykey } from './librarykey.js';
import { location } from './location.js';
import { message } from './message.js';
import { plannedexperiment } from './plannedexperiment.js';
import { plannedexperimentdb } from './plannedexperimentdb.js';
import { plugin } from './plugin.js';
import { pluginresult } from './pluginresult.js';
import { project } from './project.js';
import { projectresults } from './projectresults.js';
import { publisher } from './publisher.js';
import { qctype } from './qctype.js';
import { qualitymetrics } from './qualitymetrics.js';
import { referencegenome } from './referencegenome.js';
import { results, resultsWithPlugins } from './results.js';
import { rig } from './rig.js';
import { runtype } from './runtype.js';
import { sample } from './sample.js';
import { samplegrouptype_cv } from './samplegrouptype_cv.js';
import { sampleset } from './sampleset.js';
import { samplesetitem } from './samplesetitem.js';
import { tfmetrics } from './tfmetrics.js';
import { threeprimeadapter } from './threeprimeadapter.js';
import { user } from './user.js';

/** Every resource the gateway reads, by the name it is called here. */
export const resources = {
  account,
  analysismetrics,
  applicationgroup,
  chip,
  common_cv,
  compositeexperiment,
  compositeresult,
  contentupload,
  dnabarcode,
  experiment,
  experimentanalysissettings,
  floworder,
  globalconfig,
  hotspotfile,
  kitinfo,
  libmetrics,
  librarykey,
  location,
  message,
  plannedexperiment,
  plannedexperimentdb,
  plugin,
  pluginresult,
  project,
  projectresults,
  publisher,
  qctype,
  qualitymetrics,
  referencegenome,
  results,
  resultsWithPlugins,
  rig,
  runtype,
  sample,
  samplegrouptype_cv,
  sampleset,
  samplesetitem,
  targetregionfile,
  tfmetrics,
  threeprimeadapter,
  user,
};
