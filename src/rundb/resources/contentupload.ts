import { instant, integer, json, resource, text } from '../resource.js';

/** Uploads of files. docs/rundb.md, "Other resources" */
export const contentupload = resource('contentupload', {
  id: integer('FO!'),
  name: text(''),
  status: text('FO'),
  pub: text('FO'),
  upload_date: instant('FO'),
  upload_type: text('FO'),
  username: text('FO'),
  source: text('FO'),
  file_path: text('FO'),
  meta: json('FO'),
});
