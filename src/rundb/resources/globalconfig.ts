import { integer, resource, text } from '../resource.js';

/** One row: the settings of the server. docs/rundb.md, "Other resources" */
export const globalconfig = resource('globalconfig', { id: integer('FO!'), site_name: text('FO') });
