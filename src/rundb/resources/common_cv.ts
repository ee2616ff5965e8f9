import { flag, integer, resource, text } from '../resource.js';

/** Words with a meaning to the server, of several kinds: `cv_type`. docs/rundb.md, "Other resources" */
export const common_cv = resource('common_cv', {
  id: integer('FO!'),
  cv_type: text('FO'),
  value: text('FO'),
  uid: text('FO'),
  displayedValue: text('FO'),
  description: text('FO'),
  categories: text('FO'),
  isActive: flag('FO'),
  isDefault: flag('FO'),
  isVisible: flag('FO'),
  samplePrep_instrumentType: text('FO'),
  sequencing_instrumentType: text('FO'),
});
