import type { EntityName } from '../loaders/entities.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';

/** Metrics of a report: found by the report's key, or printed inside it. */
export interface MetricsSource<E extends EntityName> {
  readonly relation: Relation<E>;
  readonly embeddedAs: 'libmetrics' | 'analysismetrics' | 'qualitymetrics';
}

export const libMetrics: MetricsSource<'LibMetrics'> = {
  relation: { entity: 'LibMetrics', resource: resources.libmetrics, by: 'report' },
  embeddedAs: 'libmetrics',
};

export const analysisMetrics: MetricsSource<'AnalysisMetrics'> = {
  relation: { entity: 'AnalysisMetrics', resource: resources.analysismetrics, by: 'report' },
  embeddedAs: 'analysismetrics',
};

export const qualityMetrics: MetricsSource<'QualityMetrics'> = {
  relation: { entity: 'QualityMetrics', resource: resources.qualitymetrics, by: 'report' },
  embeddedAs: 'qualitymetrics',
};
