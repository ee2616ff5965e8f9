import { flag, instant, integer, resource, text } from '../resource.js';

/** References of the current index version. docs/rundb.md, "Other resources" */
export const referencegenome = resource('referencegenome', {
  id: integer('FO!'),
  short_name: text('FO!'),
  name: text('FO'),
  species: text('FO'),
  version: text('FO'),
  enabled: flag('FO'),
  status: text('FO'),
  verbose_error: text('FO'),
  date: instant('FO'),
  source: text('FO'),
  notes: text('FO'),
  index_version: text('FO'),
  identity_hash: text('FO'),
  reference_path: text('FO'),
  celery_task_id: text('FO'),
});
