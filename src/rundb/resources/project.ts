import { flag, instant, integer, one, resource, text } from '../resource.js';

/** Projects; rundb has no list of their reports here. docs/rundb.md, "project" */
export const project = resource('project', {
  id: integer('FO!'),
  name: text('FO!'),
  created: instant('FO'),
  creator: one('user', 'RO'),
  modified: instant('FO'),
  public: flag('FO'),
  resultsCount: integer(''),
});
