import { integer, resource, text } from '../resource.js';

/** What quality thresholds of plans can be set for. docs/rundb.md, "Other resources" */
export const qctype = resource('qctype', {
  id: integer('FO!'),
  qcName: text('FO!'),
  description: text('FO'),
  defaultThreshold: integer('FO'),
  minThreshold: integer('FO'),
  maxThreshold: integer('FO'),
});
