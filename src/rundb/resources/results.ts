import { embedded, flag, instant, integer, json, many, one, resource, text } from '../resource.js';

/** The file system a report lies on; printed inside `results` only. */
const reportstorage = resource('reportstorage', {
  id: integer(''),
  name: text(''),
  default: flag(''),
  dirPath: text(''),
  webServerPath: text(''),
});

/** Reports. docs/rundb.md, "results" */
export const results = resource(
  'results',
  {
    id: integer('FO!'),
    resultsName: text('FO!'),
    status: text('FO!'),
    timeStamp: instant('FO!'),
    representative: flag('FO!'),
    analysisVersion: text('FO'),
    analysismetrics: many('analysismetrics', 'RO'),
    autoExempt: flag('FO'),
    bamLink: text(''),
    diskusage: integer('FO'),
    eas: one('experimentanalysissettings', 'RO'),
    experiment: one('experiment', 'RO'),
    filesystempath: text(''),
    framesProcessed: integer('FO'),
    i18nstatus: json(''),
    libmetrics: many('libmetrics', 'RO'),
    log: text('FO'),
    metaData: json('FO'),
    parentIDs: text('FO'),
    planShortID: text(''),
    pluginresults: many('pluginresult', ''),
    processedCycles: integer('FO'),
    processedflows: integer('FO'),
    projects: many('project', 'RO'),
    qualitymetrics: many('qualitymetrics', 'RO'),
    reference: text('FO'),
    reportLink: text('FO'),
    reportStatus: text('FO'),
    reportstorage: embedded(reportstorage, 'RO'),
    resultsType: text('FO'),
    runid: text('FO'),
    tfmetrics: many('tfmetrics', ''),
    timeToComplete: text('FO'),
  },
  { detailParameters: [['noplugin', '1']], extraFilters: ['isThumbnail'] },
);

/** The same with the newest state and the whole store of each plugin: a page can be megabytes. docs/rundb.md, "results" */
export const resultsWithPlugins = resource(
  'resultsWithPlugins',
  {
    ...results.fields,
    /** Plugin name -> state of its newest result. */
    pluginState: json(''),
    /** Plugin name -> what its newest result stored. */
    pluginStore: json(''),
  },
  { path: 'results', listParameters: [['plugin', 'true']], extraFilters: ['isThumbnail'], pageSize: 20 },
);
