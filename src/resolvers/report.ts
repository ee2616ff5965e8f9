import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import type { EntityName } from '../loaders/entities.js';
import { origin, type ReportRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import type { CompleteResolvers } from './complete.js';
import { coverageOf } from './coverage-analysis.js';
import { isMap } from './json-map.js';
import { isRun } from './experiment.js';
import { withoutLost } from './left-out.js';
import { nameOrNull } from './name-or-null.js';
import { nodeFields } from './node.js';
import { belowPluginResults, belowResultOf, newestCompleted, pluginResultsOf } from './plugin-results-of.js';
import { readings } from './readings.js';
import { namedRow } from './reference-data.js';
import { loadLink, loadLinks, loadRelated } from './relations.js';
import { belowFiles } from './report-files.js';
import { analysisMetrics, libMetrics, type MetricsSource, qualityMetrics } from './report-metrics.js';
import { belowQc } from './report-qc.js';
import { pluginResultState, reportState } from './states.js';
import { variantsOf } from './variant-caller.js';

const { wire, from, byKey, looking } = readings<ReportRow>();

/** Found by the report's key, so they do not wait for what else the row lacks. */
function metrics<E extends EntityName>({ relation, embeddedAs }: MetricsSource<E>) {
  return byKey(
    (row, _args: unknown, _context, info) =>
      loadRelated(row, relation, info, embeddedAs).then(([newest]) => newest ?? null),
    [],
    { relation: () => relation, embeddedAs },
  );
}

const tfMetrics: Relation<'TFMetrics'> = { entity: 'TFMetrics', resource: resources.tfmetrics, by: 'report' };

export const Report: CompleteResolvers<'Report'> = {
  ...nodeFields,
  name: wire('resultsName'),
  state: from(['status'], ({ status }) => reportState(status)),
  isRepresentative: wire('representative'),
  isThumbnail: from(['metaData'], ({ metaData }) => isThumbnail(metaData)),
  reference: from(['reference'], ({ reference }) => nameOrNull(reference)),
  processedFlows: wire('processedflows'),
  experiment: from(['experiment'], async (row, _args: unknown, _context, info) => {
    const run = await loadLink(row, 'Experiment', 'experiment', info);
    return run && isRun(run) ? run : null;
  }),
  libMetrics: metrics(libMetrics),
  analysisMetrics: metrics(analysisMetrics),
  qualityMetrics: metrics(qualityMetrics),
  qc: looking(belowQc, (row) => row),
  tfMetrics: byKey((row, _args: unknown, _context, info) => loadRelated(row, tfMetrics, info), [], {
    relation: () => tfMetrics,
  }),
  pluginStates: from(['pluginState', 'pluginStore'], (row) => pluginStatesOf(row)),
  pluginResults: looking(
    belowPluginResults,
    (row, args: Parameters<typeof pluginResultsOf>[1], _context: Context, info: GraphQLResolveInfo) =>
      pluginResultsOf(row, args, (rows) => withoutLost(rows, row[origin].scope, info)),
  ),
  coverageAnalysis: looking(belowResultOf('coverageAnalysis'), async (row) => {
    const result = await newestCompleted(row, 'coverageAnalysis');
    return result ? coverageOf(result) : null;
  }),
  variantCaller: looking(belowResultOf('variantCaller'), async (row) => {
    const result = await newestCompleted(row, 'variantCaller');
    return result ? variantsOf(result) : null;
  }),
  files: looking(belowFiles, (row) => row),
  runId: wire('runid'),
  filesystemPath: wire('filesystempath'),
  reportStorage: wire('reportstorage'),
  diskUsage: wire('diskusage'),
  referenceGenome: from(['reference'], (row) =>
    namedRow(row, 'ReferenceGenome', 'short_name', row.reference),
  ),
  analysisSettings: from(['eas'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'AnalysisSettings', 'eas', info),
  ),
  projects: from(['projects'], (row, _args: unknown, _context, info) =>
    loadLinks(row, 'Project', 'projects', info),
  ),
};

/** docs/rundb.md, "results": `{"thumb": 1}` marks a thumbnail. */
function isThumbnail(metaData: unknown): boolean {
  return (
    typeof metaData === 'object' && metaData !== null && 'thumb' in metaData && Number(metaData.thumb) === 1
  );
}

function pluginStatesOf({ pluginState, pluginStore }: ReportRow) {
  if (!isMap(pluginState)) return null;
  const stores = isMap(pluginStore) ? pluginStore : {};
  return Object.entries(pluginState).map(([pluginName, state]) => {
    const status = String(state);
    return { pluginName, status, state: pluginResultState(status), store: stores[pluginName] };
  });
}

export const ReportStorage: CompleteResolvers<'ReportStorage'> = {
  isDefault: (storage) => storage.default,
  directory: (storage) => storage.dirPath,
};
