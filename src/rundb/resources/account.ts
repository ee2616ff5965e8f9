import { flag, resource, text } from '../resource.js';

/** One row: the caller. Its `api_key` is a secret and is not read. docs/rundb.md, "Secrets" */
export const account = resource(
  'account',
  {
    uid: text(''),
    username: text('!'),
    admin: flag(''),
  },
  { key: 'uid' },
);
