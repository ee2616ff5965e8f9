import { defineModels, type Models } from '../database/model.js';
import { FILE_MODELS } from './files.js';
import { KIT_MODELS } from './kits.js';
import { METRICS_MODELS } from './metrics.js';
import { PLAN_MODELS } from './plans.js';
import { PLUGIN_MODELS } from './plugins.js';
import { RUN_MODELS } from './runs.js';
import { SAMPLE_MODELS } from './samples.js';
import { SITE_MODELS } from './site.js';

/** Every table of a lab. */
export const MODELS: Models = defineModels([
  ...RUN_MODELS,
  ...METRICS_MODELS,
  ...PLAN_MODELS,
  ...SAMPLE_MODELS,
  ...KIT_MODELS,
  ...FILE_MODELS,
  ...PLUGIN_MODELS,
  ...SITE_MODELS,
]);
