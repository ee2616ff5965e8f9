import type { PluginResultRow } from '../loaders/rows.js';
import { readInteger } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { coverageOf } from './coverage-analysis.js';
import { nodeFields } from './node.js';
import { pluginNameOf } from './plugin-store.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';
import { pluginResultState } from './states.js';
import { textsOf } from './texts.js';
import { variantsOf } from './variant-caller.js';

const { wire, from } = readings<PluginResultRow>();

/** What the typed views are read from, and what their samples are found by. */
const typed = ['store', 'pluginName', 'plugin', 'path', 'result'] as const;

export const PluginResult: CompleteResolvers<'PluginResult'> = {
  ...nodeFields,
  pluginName: from(['pluginName', 'plugin', 'path'], (row) => pluginNameOf(row)),
  status: wire('state'),
  state: from(['state'], ({ state }) => pluginResultState(state)),
  report: from(['result'], (row, _args: unknown, _context, info) => loadLink(row, 'Report', 'result', info)),
  reportName: wire('resultName'),
  plugin: from(['plugin'], (row, _args: unknown, _context, info) => loadLink(row, 'Plugin', 'plugin', info)),
  owner: from(['owner'], (row, _args: unknown, _context, info) => loadLink(row, 'User', 'owner', info)),
  coverageAnalysis: from(typed, (row) => coverageOf(row)),
  variantCaller: from(typed, (row) => variantsOf(row)),
  startTime: wire('starttime'),
  endTime: wire('endtime'),
  jobs: from(['plugin_result_jobs'], ({ plugin_result_jobs: jobs }) =>
    jobs ? jobs.toSorted((one, other) => Number(one.id) - Number(other.id)) : null,
  ),
  url: wire('URL'),
  files: from(['files'], ({ files }) => textsOf(files)),
  size: from(['size'], ({ size }) => knownCount(size)),
  inodes: from(['inodes'], ({ inodes }) => knownCount(inodes)),
  isMajor: wire('major'),
};

/** rundb writes -1 where it has not counted yet. docs/rundb.md, "Other resources" */
function knownCount(count: unknown): number | null {
  const known = readInteger(count) ?? -1;
  return known < 0 ? null : known;
}

export const PluginResultJob: CompleteResolvers<'PluginResultJob'> = {
  rundbId: ({ id }) => readInteger(id) ?? null,
  status: ({ state }) => state,
  state: ({ state }) => pluginResultState(state),
  runLevel: (job) => job.run_level,
  gridEngineJobId: (job) => job.grid_engine_jobid,
  startTime: (job) => job.starttime,
  endTime: (job) => job.endtime,
};
