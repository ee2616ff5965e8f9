/** Every name of the api index, in its order. docs/rundb.md, "Paths" */
export const RESOURCE_NAMES: readonly string[] = (
  'PluginResultJob account activeioncheflibraryprepkitinfo activeionchefprepkitinfo ' +
  'activelibrarykitinfo activepgmlibrarykitinfo activepgmsequencingkitinfo activeprotonlibrarykitinfo ' +
  'activeprotonsequencingkitinfo activesequencingkitinfo analysisargs analysismetrics applicationgroup ' +
  'applproduct availableionchefplannedexperiment availableionchefplannedexperimentsummary ' +
  'availableonetouchplannedexperiment availableonetouchplannedexperimentsummary ' +
  'availableplannedexperimentsummary chefpcrplateconfig chip clusterinfohistory common_cv ' +
  'compositedatamanagement compositeexperiment compositeresult content contentupload ' +
  'datamanagementhistory dnabarcode emailaddress eventlog experiment experimentanalysissettings ' +
  'filemonitor fileserver floworder getchefcartridgeusage getchefscriptinfo getsoftwareinfo ' +
  'globalconfig ionchefplantemplate ionchefplantemplatesummary ionchefprepkitinfo ionmeshnode ' +
  'ionreporter kitinfo kitpart libmetrics librarykey librarykitinfo librarykitpart location log message ' +
  'monitordata monitorresult network obsoletereferencegenome onetouchplantemplate ' +
  'onetouchplantemplatesummary plannedexperiment plannedexperimentdb plannedexperimentqc ' +
  'plantemplatebasicinfo plantemplatesummary plugin pluginresult prepopulatedplanningsession project ' +
  'projectresults publisher qctype qualitymetrics referencegenome results rig runtype sample ' +
  'sampleannotation_cv sampleattribute sampleattributedatatype samplegrouptype_cv sampleprepdata ' +
  'sampleset samplesetitem samplesetiteminfo sequencingkitinfo sequencingkitpart supportupload template ' +
  'tfmetrics threeprimeadapter torrentsuite user'
).split(' ');
