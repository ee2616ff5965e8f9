import type { ComputedFields } from './computed.js';
import { children, isObject, link, links, name, named, texts } from './follow.js';
import type { LabData, LabRow } from './lab-data.js';
import { printed } from './printed-values.js';
import { isThumbnail } from './special-filters.js';
import { foldPlugin, foldReport } from './states.js';

type Args = Readonly<Record<string, unknown>>;

const newest =
  (type: string) =>
  (row: LabRow, lab: LabData): LabRow | null =>
    children(type, 'report')(row, lab)[0] ?? null;

function pluginStates(row: LabRow): object[] | null {
  const [states, stores] = [printed(row, 'pluginState'), printed(row, 'pluginStore')];
  if (!isObject(states)) return null;
  return Object.entries(states).map(([pluginName, status]) => ({
    pluginName,
    status: String(status),
    state: foldPlugin(status),
    store: isObject(stores) ? stores[pluginName] : undefined,
  }));
}

function pluginResults(row: LabRow, lab: LabData, { pluginName, state, latestOnly }: Args): LabRow[] {
  const seen = new Set<unknown>();
  return children('PluginResult', 'result')(row, lab)
    .filter((result) => (pluginName ?? null) === null || printed(result, 'pluginName') === pluginName)
    .filter((result) => (state ?? null) === null || foldPlugin(printed(result, 'state')) === state)
    .filter((result) => {
      const isRepeated = latestOnly === true && seen.has(printed(result, 'pluginName'));
      seen.add(printed(result, 'pluginName'));
      return !isRepeated;
    });
}

/** Counts in one text, blanks between them. */
const histogram =
  (field: string) =>
  (row: LabRow): number[] | null => {
    const text = printed(row, field);
    return typeof text === 'string' ? (text.match(/\S+/g) ?? []).map(Number) : null;
  };

const counted =
  (field: string) =>
  (row: LabRow): number | null => {
    const count = Number(printed(row, field) ?? -1);
    return count < 0 ? null : count;
  };

const WELLS = ['bead', 'empty', 'pinned', 'ignored', 'excluded'];

export const REPORT_FIELDS: ComputedFields = {
  Report: {
    state: (row) => foldReport(printed(row, 'status')),
    isThumbnail,
    reference: name('reference'),
    referenceGenome: named('reference', 'ReferenceGenome', 'short_name'),
    experiment: link('experiment', 'Experiment'),
    analysisSettings: link('eas', 'AnalysisSettings'),
    projects: links('projects', 'Project'),
    libMetrics: newest('LibMetrics'),
    analysisMetrics: newest('AnalysisMetrics'),
    qualityMetrics: newest('QualityMetrics'),
    tfMetrics: children('TFMetrics', 'report'),
    reportStorage: (row) => {
      const storage = printed(row, 'reportstorage');
      return isObject(storage)
        ? { ...storage, isDefault: storage['default'], directory: storage['dirPath'] }
        : null;
    },
    pluginStates,
    pluginResults,
  },
  LibMetrics: { report: link('report', 'Report') },
  QualityMetrics: { report: link('report', 'Report') },
  AnalysisMetrics: {
    report: link('report', 'Report'),
    totalWells: (row) => {
      const counts = WELLS.map((field) => printed(row, field) ?? NaN).map(Number);
      const total = counts.reduce((sum, count) => sum + count, 0);
      return Number.isNaN(total) ? null : total;
    },
  },
  TFMetrics: {
    report: link('report', 'Report'),
    q10Histo: histogram('Q10Histo'),
    q17Histo: histogram('Q17Histo'),
  },
  PluginResult: {
    state: (row) => foldPlugin(printed(row, 'state')),
    report: link('result', 'Report'),
    plugin: link('plugin', 'Plugin'),
    owner: link('owner', 'User'),
    files: (row) => texts(printed(row, 'files')),
    size: counted('size'),
    inodes: counted('inodes'),
    jobs: (row) => {
      const jobs = printed(row, 'plugin_result_jobs');
      const known = Array.isArray(jobs) ? jobs.filter(isObject) : [];
      return known.toSorted((a, b) => Number(a['id']) - Number(b['id'])).map(showJob);
    },
  },
};

function showJob(job: Args): object {
  return {
    rundbId: job['id'],
    status: job['state'],
    state: foldPlugin(job['state']),
    runLevel: job['run_level'],
    gridEngineJobId: job['grid_engine_jobid'],
    startTime: job['starttime'],
    endTime: job['endtime'],
  };
}
