import { flag, instant, integer, json, many, resource, text } from '../resource.js';

/** The lightest list of reports: plain columns and projects, no link to the run, few filters. docs/rundb.md, "projectresults" */
export const projectresults = resource(
  'projectresults',
  {
    id: integer('FO!'),
    resultsName: text('FO!'),
    status: text('FO!'),
    timeStamp: instant('FO!'),
    representative: flag('!'),
    analysisVersion: text(''),
    autoExempt: flag(''),
    diskusage: integer(''),
    framesProcessed: integer(''),
    log: text(''),
    metaData: json(''),
    parentIDs: text(''),
    processedCycles: integer(''),
    processedflows: integer(''),
    projects: many('project', 'RO'),
    reference: text('FO'),
    reportLink: text('FO'),
    reportStatus: text('FO'),
    resultsType: text(''),
    runid: text(''),
    timeToComplete: text(''),
  },
  { extraFilters: ['isThumbnail'] },
);
