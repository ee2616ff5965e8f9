import type { EntityName } from '../loaders/entities.js';
import { readAll } from '../loaders/read.js';
import { type EntityRows, origin, type ReportRow } from '../loaders/rows.js';
import { keyOf, readInteger, readNumber } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { planOf } from './experiment.js';
import { qcValuesOf } from './plan-blobs.js';
import { funnelOf, loadingOf, usableOf } from './qc-figures.js';
import type { LookBelow } from './readings.js';
import { withoutAnyLost } from './left-out.js';
import { loadNeeded } from './relations.js';
import { analysisMetrics, libMetrics, type MetricsSource, qualityMetrics } from './report-metrics.js';

/** A figure of quality and the threshold of plans that it is compared with. */
interface Definition {
  readonly kind: 'LOADING' | 'KEY_SIGNAL' | 'USABLE' | 'MEAN_READ_LENGTH';
  /** As plans name the threshold. docs/rundb.md, "Quality figures" */
  readonly name: string;
  readonly unit: string;
  readonly value: (report: ReportRow) => Promise<number | null>;
}

export interface QcMetricValue extends Definition {
  readonly report: ReportRow;
}

const definitions: readonly Definition[] = [
  { kind: 'LOADING', name: 'Bead Loading (%)', unit: '%', value: loading },
  { kind: 'KEY_SIGNAL', name: 'Key Signal (1-100)', unit: 'counts', value: keySignal },
  { kind: 'USABLE', name: 'Usable Sequence (%)', unit: '%', value: usable },
  { kind: 'MEAN_READ_LENGTH', name: 'Mean Read Length', unit: 'bases', value: meanReadLength },
];

/** The newest row of metrics of a report; null before there is one. */
async function metricsOf<E extends EntityName>(
  report: ReportRow,
  { relation, embeddedAs }: MetricsSource<E>,
  needs: readonly string[],
): Promise<EntityRows[E] | null> {
  const [newest] = await loadNeeded(report, relation, new Set(needs), embeddedAs);
  return newest ?? null;
}

const wells = ['adjusted_addressable', 'total', 'bead', 'empty', 'pinned', 'ignored', 'excluded'];

async function loading(report: ReportRow): Promise<number | null> {
  const counts = await metricsOf(report, analysisMetrics, wells);
  return counts && loadingOf(counts);
}

async function usable(report: ReportRow): Promise<number | null> {
  const counts = await metricsOf(report, analysisMetrics, ['lib', 'libFinal']);
  return counts && usableOf(counts);
}

async function keySignal(report: ReportRow): Promise<number | null> {
  const figures = await metricsOf(report, libMetrics, ['aveKeyCounts']);
  return readNumber(figures?.aveKeyCounts) ?? null;
}

async function meanReadLength(report: ReportRow): Promise<number | null> {
  const lengths = await metricsOf(report, qualityMetrics, ['q0_mean_read_length']);
  return readNumber(lengths?.q0_mean_read_length) ?? null;
}

const needsThresholds: ReadonlySet<string> = new Set(['qcValues']);

async function thresholdsOf(report: ReportRow) {
  const { experiment } = await readAll(report, ['experiment']);
  const key = keyOf(experiment);
  if (key === undefined) return [];
  const plans = await report[origin].scope.related(planOf(needsThresholds), key, needsThresholds);
  const [plan] = withoutAnyLost(plans);
  return qcValuesOf(plan?.qcValues);
}

async function thresholdOf({ report, name }: QcMetricValue): Promise<number | null> {
  const thresholds = await thresholdsOf(report);
  return thresholds.find((threshold) => threshold.name === name)?.threshold ?? null;
}

async function isPassed(metric: QcMetricValue): Promise<boolean | null> {
  const [threshold, value] = await Promise.all([thresholdOf(metric), metric.value(metric.report)]);
  return threshold === null || value === null ? null : value >= threshold;
}

const metricsIn = (report: ReportRow): QcMetricValue[] =>
  definitions.map((definition) => ({ ...definition, report }));

/** False as soon as one metric fails; true when all that have a threshold have passed. */
async function areAllPassed(report: ReportRow): Promise<boolean | null> {
  const metrics = metricsIn(report);
  const thresholds = await Promise.all(metrics.map(thresholdOf));
  const judged = metrics.filter((_metric, index) => thresholds[index] !== null);
  const passed = await Promise.all(judged.map(isPassed));
  if (passed.includes(false)) return false;
  return passed.length === 0 || passed.includes(null) ? null : true;
}

/** Metrics are asked for by the report's key; thresholds by that of its run. */
export const belowQc: LookBelow = (selects) => {
  const hasValues = selects('metrics', 'value') || selects('metrics', 'passed') || selects('passed');
  const isOfWells = hasValues || selects('loading') || selects('usable') || selects('funnel');
  const isCompared =
    selects('metrics', 'threshold') ||
    selects('metrics', 'passed') ||
    selects('passed') ||
    selects('otherThresholds');
  return {
    reads: isCompared ? ['experiment'] : [],
    children: [
      ...(isOfWells ? [analysisMetrics.relation] : []),
      ...(hasValues || selects('keySignal') ? [libMetrics.relation] : []),
      ...(hasValues || selects('readLength') ? [qualityMetrics.relation] : []),
    ],
  };
};

export const ReportQc: CompleteResolvers<'ReportQc'> = {
  loading,
  usable,
  keySignal,
  readLength: async (report) => {
    const lengths = await metricsOf(report, qualityMetrics, lengthFields);
    return (
      lengths && {
        mean: readNumber(lengths.q0_mean_read_length) ?? null,
        median: readInteger(lengths.q0_median_read_length) ?? null,
        mode: readInteger(lengths.q0_mode_read_length) ?? null,
        longest: readInteger(lengths.q0_max_read_length) ?? null,
      }
    );
  },
  funnel: async (report) => {
    const counts = await metricsOf(report, analysisMetrics, [...wells, 'live', 'lib', 'libFinal']);
    return counts && funnelOf(counts);
  },
  metrics: metricsIn,
  otherThresholds: async (report) => {
    const thresholds = await thresholdsOf(report);
    return thresholds.filter(({ name }) => !definitions.some((definition) => definition.name === name));
  },
  passed: areAllPassed,
};

const lengthFields = [
  'q0_mean_read_length',
  'q0_median_read_length',
  'q0_mode_read_length',
  'q0_max_read_length',
];

export const QcMetric: CompleteResolvers<'QcMetric'> = {
  value: (metric) => metric.value(metric.report),
  threshold: thresholdOf,
  passed: isPassed,
};
