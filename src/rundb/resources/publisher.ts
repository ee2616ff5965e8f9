import { instant, integer, json, resource, text } from '../resource.js';

/** Publishers, keyed by name. docs/rundb.md, "Other resources" */
export const publisher = resource(
  'publisher',
  {
    id: integer('FO!'),
    name: text('FO!'),
    version: text('FO'),
    date: instant('FO'),
    path: text('FO'),
    global_meta: json('FO'),
  },
  { key: 'name' },
);
