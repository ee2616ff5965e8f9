import { APPLICATION_RESOURCES } from './applications-resources.js';
import { COMPOSITE_EXPERIMENT_RESOURCES } from './composite-experiments.js';
import { COMPOSITE_RESULT_RESOURCES } from './composite-results.js';
import { DATA_MANAGEMENT_RESOURCES } from './data-management.js';
import type { ResourceDeclaration } from './declaration.js';
import { FILE_RESOURCES } from './files.js';
import { KIT_RESOURCES } from './kits.js';
import { METRICS_RESOURCES } from './metrics.js';
import { MONITOR_RESOURCES } from './monitor-results.js';
import { PLAN_TEMPLATE_RESOURCES } from './plan-templates.js';
import { PLAN_RESOURCES } from './plans.js';
import { PLUGIN_RESULT_RESOURCES } from './plugin-results.js';
import { PLUGIN_RESOURCES } from './plugins.js';
import { RESULTS_RESOURCES } from './results.js';
import { RUN_RESOURCES } from './runs.js';
import { SAMPLE_RESOURCES } from './samples.js';
import { SITE_RESOURCES } from './site.js';

/** Every resource that reads a table, and those that are only embedded in others. */
export const RESOURCES: readonly ResourceDeclaration[] = [
  ...RUN_RESOURCES,
  ...RESULTS_RESOURCES,
  ...COMPOSITE_EXPERIMENT_RESOURCES,
  ...COMPOSITE_RESULT_RESOURCES,
  ...MONITOR_RESOURCES,
  ...DATA_MANAGEMENT_RESOURCES,
  ...METRICS_RESOURCES,
  ...PLAN_RESOURCES,
  ...PLAN_TEMPLATE_RESOURCES,
  ...APPLICATION_RESOURCES,
  ...PLUGIN_RESOURCES,
  ...PLUGIN_RESULT_RESOURCES,
  ...SAMPLE_RESOURCES,
  ...KIT_RESOURCES,
  ...FILE_RESOURCES,
  ...SITE_RESOURCES,
];
