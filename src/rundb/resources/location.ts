import { flag, integer, resource, text } from '../resource.js';

/** Places of sequencers. Only `name` can be filtered and ordered by. docs/rundb.md, "Other resources" */
export const location = resource('location', {
  id: integer('!'),
  name: text('FO!'),
  comments: text(''),
  defaultlocation: flag(''),
});
