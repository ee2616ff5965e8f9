import { embeddedMany, flag, integer, resource, text } from '../resource.js';
import { runtype } from './runtype.js';

/** Groups of run types, about a dozen. docs/rundb.md, "Other resources" */
export const applicationgroup = resource('applicationgroup', {
  id: integer('FO!'),
  name: text('FO!'),
  description: text('FO'),
  uid: text('FO'),
  isActive: flag('FO'),
  applications: embeddedMany(runtype, 'RO'),
});
