import type { ReportRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import { isBlankName } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink, loadLinks, loadRelated } from './relations.js';
import { pluginResultState, reportState } from './states.js';

const { wire, from, byKey } = readings<ReportRow>();

/** Metrics of a report: found by the report's key, so they do not wait for what else the row lacks. */
function metrics(
  entity: Relation['entity'],
  resource: Relation['resource'],
  embeddedAs: 'libmetrics' | 'analysismetrics' | 'qualitymetrics',
) {
  const relation = { entity, resource, by: 'report' };
  return byKey(async (row, _args: unknown, _context, info) => {
    const [newest] = await loadRelated(row, relation, info, embeddedAs);
    return newest ?? null;
  });
}

const tfMetrics: Relation = { entity: 'TFMetrics', resource: resources.tfmetrics, by: 'report' };

export const Report: CompleteResolvers<'Report'> = {
  ...nodeFields,
  name: wire('resultsName'),
  state: from(['status'], ({ status }) => reportState(status)),
  isRepresentative: wire('representative'),
  isThumbnail: from(['metaData'], ({ metaData }) => isThumbnail(metaData)),
  reference: from(['reference'], ({ reference }) => (isBlankName(reference) ? null : reference)),
  processedFlows: wire('processedflows'),
  experiment: from(['experiment'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'Experiment', 'experiment', info),
  ),
  libMetrics: metrics('LibMetrics', resources.libmetrics, 'libmetrics'),
  analysisMetrics: metrics('AnalysisMetrics', resources.analysismetrics, 'analysismetrics'),
  qualityMetrics: metrics('QualityMetrics', resources.qualitymetrics, 'qualitymetrics'),
  tfMetrics: byKey((row, _args: unknown, _context, info) => loadRelated(row, tfMetrics, info)),
  pluginStates: from(['pluginState'], ({ pluginState }) => pluginStatesOf(pluginState)),
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

function pluginStatesOf(states: unknown) {
  if (typeof states !== 'object' || states === null) return null;
  return Object.entries(states).map(([pluginName, state]) => {
    const status = String(state);
    return { pluginName, status, state: pluginResultState(status) };
  });
}
