import { integer, resource, text } from '../resource.js';

/**
 * Users; e-mail and profile are not read. A user without a profile fails each list that holds the row.
 * docs/rundb.md, "Other resources"
 */
export const user = resource('user', {
  id: integer('FO!'),
  username: text('FO!'),
  full_name: text(''),
});
