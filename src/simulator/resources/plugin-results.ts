import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Reading, ResourceDeclaration } from './declaration.js';
import { computed, embedMany, objectIn, textIn, toOne } from './fields.js';
import { printDate } from '../values/dates.js';

const RUNNING: ReadonlySet<string> = new Set(['Pending', 'Queued', 'Started', 'Resource']);

/** Plugins that mark their results as major. */
const MODEL = 'pluginresult';

/** Results of plugins and their jobs. docs/rundb.md, "Other resources" */
export const PLUGIN_RESULT_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'pluginresult',
    model: MODEL,
    fields: {
      URL: computed(
        (row, { database }) => `${textIn(report(row, database), 'reportLink')}${folder(row, database)}/`,
      ),
      can_terminate: computed((row, { database }) => RUNNING.has(pluginStateOf(row, database))),
      endtime: computed((row, { database }) => jobTimes(row, database, 'endtime').at(-1) ?? null),
      files: computed(() => []),
      major: computed((row, { database }) => plugin(row, database)?.['majorBlock'] ?? false),
      owner: toOne('owner', 'user'),
      path: computed(resultPath, 'path'),
      plugin: toOne('plugin', 'plugin'),
      pluginName: computed((row, { database }) => textIn(plugin(row, database), 'name')),
      pluginVersion: computed((row, { database }) => textIn(plugin(row, database), 'version')),
      plugin_result_jobs: embedMany(MODEL, 'plugin_result_jobs', 'PluginResultJob'),
      reportLink: computed((row, { database }) => textIn(report(row, database), 'reportLink')),
      result: toOne('result', 'results'),
      resultName: computed((row, { database }) => textIn(report(row, database), 'resultsName')),
      starttime: computed((row, { database }) => jobTimes(row, database, 'starttime')[0] ?? null),
      state: computed((row, { database }) => pluginStateOf(row, database)),
    },
  },
  { name: 'PluginResultJob', model: 'pluginresultjob' },
];

/** State of the newest job; `Unknown` without any. docs/rundb.md, "Statuses" */
export function pluginStateOf(row: Row, database: Database): string {
  const errors = objectIn(row, 'validation_errors')['validation_errors'];
  if (Array.isArray(errors) && errors.length > 0) return 'Failed Validation';
  return textIn(jobs(row, database).at(-1), 'state') || 'Unknown';
}

function jobs(row: Row, database: Database): readonly Row[] {
  const found = database.many(MODEL, row, 'plugin_result_jobs');
  return [...found].sort((a, b) => Number(a['id']) - Number(b['id']));
}

function jobTimes(row: Row, database: Database, column: string): readonly string[] {
  return jobs(row, database)
    .flatMap((job) => textIn(job, column) || [])
    .sort()
    .map(printDate);
}

function report(row: Row, database: Database): Row | undefined {
  return database.one(MODEL, row, 'result');
}

function plugin(row: Row, database: Database): Row | undefined {
  return database.one(MODEL, row, 'plugin');
}

/** The folder of a plugin's output within the folder of its report. */
function folder(row: Row, database: Database): string {
  return `plugin_out/${textIn(plugin(row, database), 'name')}_out.${String(row['id'])}`;
}

function resultPath(row: Row, { database }: Reading): string {
  const found = report(row, database);
  const storage = found && database.one('results', found, 'reportstorage');
  const root = textIn(storage, 'dirPath').replace(/\/output$/, '');
  return `${root}${textIn(found, 'reportLink')}${folder(row, database)}`;
}
