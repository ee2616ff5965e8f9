import { flag, integer, many, resource, text } from '../resource.js';

/** Ways in which samples belong together. docs/rundb.md, "Other resources" */
export const samplegrouptype_cv = resource('samplegrouptype_cv', {
  id: integer('FO!'),
  displayedName: text('FO!'),
  description: text('FO'),
  uid: text('FO'),
  isActive: flag('FO'),
  isIRCompatible: flag('FO'),
  iRAnnotationType: text('FO'),
  iRValue: text('FO'),
  sampleSets: many('sampleset', 'RO'),
  sampleAnnotation_set: many('sampleannotation_cv', 'RO'),
});
