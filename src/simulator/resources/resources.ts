import type { ResourceDeclaration } from './declaration.js';
import { KIT_RESOURCES } from './kits.js';
import { METRICS_RESOURCES } from './metrics.js';
import { PLUGIN_RESULT_RESOURCES } from './plugin-results.js';
import { RESULTS_RESOURCES } from './results.js';
import { RUN_RESOURCES } from './runs.js';
import { SAMPLE_RESOURCES } from './samples.js';

/** Every resource that reads a table. */
export const RESOURCES: readonly ResourceDeclaration[] = [
  ...RUN_RESOURCES,
  ...RESULTS_RESOURCES,
  ...METRICS_RESOURCES,
  ...PLUGIN_RESULT_RESOURCES,
  ...SAMPLE_RESOURCES,
  ...KIT_RESOURCES,
];
