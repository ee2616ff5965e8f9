import { flag, integer, resource, text } from '../resource.js';

/** Adapters at the end of reads. docs/rundb.md, "Other resources" */
export const threeprimeadapter = resource('threeprimeadapter', {
  id: integer('FO!'),
  name: text('FO!'),
  sequence: text('FO'),
  direction: text('FO'),
  isActive: flag('FO'),
  isDefault: flag('FO'),
  chemistryType: text('FO'),
  description: text('FO'),
  runMode: text('FO'),
  uid: text('FO'),
});
