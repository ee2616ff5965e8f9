import { flag, integer, resource, text } from '../resource.js';

/** Orders of nucleotide flows. docs/rundb.md, "Other resources" */
export const floworder = resource('floworder', {
  id: integer('FO!'),
  name: text('FO!'),
  description: text('FO'),
  flowOrder: text('FO'),
  isActive: flag('FO'),
  isDefault: flag('FO'),
  isSystem: flag('FO'),
});
