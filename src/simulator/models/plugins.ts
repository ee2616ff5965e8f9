import type { ModelDeclaration } from '../database/model.js';

/** Plugins and their results. */
export const PLUGIN_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'plugin',
    integer: 'id',
    boolean: 'active defaultSelected majorBlock requires_configuration selected',
    datetime: 'date',
    json: 'config pluginsettings status userinputfields',
    text: 'name description packageName path script url version',
  },
  {
    name: 'pluginresult',
    integer: 'id',
    bigint: 'inodes size',
    json: 'store validation_errors',
    text: 'apikey',
    one: {
      owner: 'user.pluginresult',
      plugin: 'plugin.pluginresult',
      result: 'results.pluginresult_set',
    },
  },
  {
    name: 'pluginresultjob',
    integer: 'id grid_engine_jobid',
    datetime: 'endtime starttime',
    json: 'config',
    text: 'run_level state',
    one: { plugin_result: 'pluginresult.plugin_result_jobs' },
  },
];
