import { instant, integer, resource, text } from '../resource.js';

/** Notices. docs/rundb.md, "Other resources" */
export const message = resource('message', {
  id: integer('FO!'),
  body: text('FO!'),
  level: integer('FO'),
  time: instant('FO'),
  status: text('FO'),
  route: text('FO'),
  expires: text('FO'),
  tags: text('FO'),
});
