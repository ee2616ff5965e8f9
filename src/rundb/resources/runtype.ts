import { flag, integer, json, many, resource, text } from '../resource.js';

/** Kinds of runs, about fifteen. docs/rundb.md, "Other resources" */
export const runtype = resource('runtype', {
  id: integer('FO!'),
  runType: text('FO!'),
  description: text('FO'),
  alternate_name: text('FO'),
  nucleotideType: text('FO'),
  isActive: flag('FO'),
  barcode: text('FO'),
  meta: json('FO'),
  applicationGroups: many('applicationgroup', 'RO'),
});
