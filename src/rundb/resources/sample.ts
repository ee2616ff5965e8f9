import { instant, integer, many, resource, text } from '../resource.js';

/**
 * Samples. `experiments` are all runs and plans that use one, thousands for a control.
 * docs/rundb.md, "Other resources"
 */
export const sample = resource('sample', {
  id: integer('FO!'),
  name: text('FO'),
  displayedName: text('FO'),
  externalId: text('FO'),
  description: text('FO'),
  date: instant('FO'),
  status: text('FO'),
  experiments: many('experiment', 'RO'),
  sampleSets: many('samplesetitem', 'RO'),
});
