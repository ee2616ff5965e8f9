import { embeddedMany, flag, integer, one, resource, text } from '../resource.js';

const kitpart = resource('kitpart', {
  id: integer(''),
  barcode: text('F!'),
});

/** Kits, about a hundred; keys differ between servers, `uid` does not. docs/rundb.md, "Other resources" */
export const kitinfo = resource('kitinfo', {
  id: integer('FO!'),
  name: text('FO!'),
  description: text('FO'),
  kitType: text('FO!'),
  isActive: flag('FO'),
  uid: text('FO'),
  instrumentType: text('FO'),
  chipTypes: text('FO'),
  applicationType: text('FO'),
  nucleotideType: text('FO'),
  runMode: text('FO'),
  samplePrep_instrumentType: text('FO'),
  categories: text('FO'),
  flowCount: integer('FO'),
  libraryReadLength: integer('FO'),
  defaultCartridgeUsageCount: integer('FO'),
  cartridgeExpirationDayLimit: integer('FO'),
  cartridgeBetweenUsageAbsoluteMaxDayLimit: integer('FO'),
  defaultFlowOrder: one('floworder', 'RO'),
  parts: embeddedMany(kitpart, ''),
});
