import { embeddedMany, flag, instant, integer, json, one, resource, text } from '../resource.js';

/** Its `config` may hold credentials. */
const pluginResultJob = resource('pluginresultjob', {
  id: integer(''),
  state: text('F!'),
  run_level: text('F'),
  grid_engine_jobid: integer('F'),
  starttime: instant('F'),
  endtime: instant('F'),
});

/**
 * Results of plugins: a dozen queries and a look into a folder for each row, and `store` of any size. Its `apikey` is a
 * secret and is not read. docs/rundb.md, "Other resources"
 */
export const pluginresult = resource(
  'pluginresult',
  {
    id: integer('FO!'),
    pluginName: text(''),
    pluginVersion: text(''),
    state: text(''),
    resultName: text(''),
    reportLink: text(''),
    store: json('FO'),
    starttime: instant(''),
    endtime: instant(''),
    URL: text(''),
    files: json(''),
    path: text(''),
    size: integer('FO'),
    inodes: integer('FO'),
    major: flag(''),
    can_terminate: flag(''),
    validation_errors: json('FO'),
    result: one('results', 'RO'),
    plugin: one('plugin', 'RO'),
    owner: one('user', 'RO'),
    plugin_result_jobs: embeddedMany(pluginResultJob, 'RO'),
  },
  { pageSize: 500 },
);
