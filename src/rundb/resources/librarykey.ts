import { flag, integer, resource, text } from '../resource.js';

/** Keys of libraries. docs/rundb.md, "Other resources" */
export const librarykey = resource('librarykey', {
  id: integer('FO!'),
  name: text('FO!'),
  sequence: text('FO'),
  description: text('FO'),
  direction: text('FO'),
  runMode: text('FO'),
  isDefault: flag('FO'),
});
