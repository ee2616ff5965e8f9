import type { Row } from '../api.js';
import { badRequest } from '../values/refusals.js';
import type { Reading, ResourceDeclaration } from './declaration.js';
import { computed, embedOne, textIn } from './fields.js';

const PROFILE =
  'id is_password_valid last_password_changed_on last_read_news_post name needs_activation note phone_number ' +
  'resource_uri title';

/** The server itself. docs/rundb.md, "Other resources" */
export const SITE_RESOURCES: readonly ResourceDeclaration[] = [
  { name: 'rig', model: 'rig', fields: { location: embedOne('rig', 'location', 'location') } },
  {
    name: 'user',
    model: 'user',
    fields: {
      full_name: computed((row) => `${textIn(row, 'first_name')} ${textIn(row, 'last_name')}`.trim()),
      profile: { attribute: 'userprofile', resource: 'userprofile', read: embedProfile },
    },
  },
  { name: 'userprofile', model: 'userprofile', unregistered: { fields: PROFILE, filterable: false } },
  ...[
    'location',
    'globalconfig',
    'fileserver',
    'message',
    'eventlog',
    'clusterinfohistory',
    'datamanagementhistory',
    'emailaddress',
    'filemonitor',
    'ionmeshnode',
    'log',
    'monitordata',
    'prepopulatedplanningsession',
    'supportupload',
  ].map((name) => ({ name, model: name })),
];

/** A user without a profile refuses every answer that holds it. */
function embedProfile(row: Row, { database, embed }: Reading): unknown {
  const profile = database.one('user', row, 'userprofile');
  if (profile !== undefined) return embed('userprofile', profile);
  const name = textIn(row, 'username');
  throw badRequest(
    `The model '<User: ${name}>' has an empty attribute 'userprofile' and doesn't allow a null value.`,
  );
}
