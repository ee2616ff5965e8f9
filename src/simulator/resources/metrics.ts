import type { ResourceDeclaration } from './declaration.js';
import { toOne } from './fields.js';

/** Metrics, each with the URI of its report. */
export const METRICS_RESOURCES: readonly ResourceDeclaration[] = [
  'libmetrics',
  'analysismetrics',
  'qualitymetrics',
  'tfmetrics',
].map((name) => ({ name, model: name, fields: { report: toOne('report', 'results') } }));
