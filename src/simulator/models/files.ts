import type { ModelDeclaration } from '../database/model.js';

/** References and uploaded BED files. */
export const FILE_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'referencegenome',
    integer: 'id',
    boolean: 'enabled',
    datetime: 'date',
    text:
      'name celery_task_id identity_hash index_version notes reference_path short_name source species status ' +
      'verbose_error version',
  },
  {
    name: 'content',
    integer: 'id',
    boolean: 'enabled',
    datetime: 'upload_date',
    json: 'meta',
    text: 'application_tags description extra file notes path type',
    one: { contentupload: 'contentupload.contents', publisher: 'publisher.contents' },
  },
  {
    name: 'contentupload',
    integer: 'id',
    datetime: 'upload_date',
    json: 'meta',
    text: 'file_path source status upload_type username',
    one: { publisher: 'publisher.contentupload' },
  },
  {
    name: 'publisher',
    integer: 'id',
    datetime: 'date',
    json: 'global_meta',
    text: 'name path version',
    unique: [['name']],
  },
];
