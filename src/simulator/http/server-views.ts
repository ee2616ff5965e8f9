import type { User } from './users.js';
import { Refusal } from '../api.js';
import type { Release } from '../releases/release.js';
import { returned } from './reply.js';
import type { View } from './views.js';

const viewVersion = ({ version }: Release): View => ({
  methods: ['get'],
  isAnonymous: true,
  read: () => ({ meta_version: version }),
});

const viewSoftware = ({ version }: Release): View => ({
  methods: ['get'],
  isAnonymous: true,
  read: () => ({
    server_mode: 'ruo',
    site_name: 'Torrent Server',
    software_platform: 'TS',
    software_release_version: version,
  }),
});

/** PUT starts an update of the software, which there is none of here. */
const viewSuite = ({ version }: Release): View => ({
  methods: ['get', 'put'],
  read: () => ({ locked: false, logs: false, meta_version: version, versions: {} }),
  write: () => returned(501),
});

const JOBS_VIEW: View = {
  methods: ['get'],
  read: () => ({ analysis_jobs: 0, pending_jobs: 0, plugin_jobs: 0, total_jobs: 0 }),
};

function describeAccount(user: User): object {
  return {
    admin: user.isSuperuser,
    api_key: user.key,
    resource_uri: `/rundb/api/v1/account/${user.id}/`,
    uid: String(user.id),
    username: user.name,
  };
}

function describeAccounts(user: User | undefined): object {
  if (user === undefined) throw new Refusal(401, null);
  const meta = { limit: 20, next: null, offset: 0, previous: null, total_count: 1 };
  return { meta, objects: [describeAccount(user)] };
}

const ACCOUNT_VIEW: View = { methods: ['get'], obeysOverride: true, read: describeAccounts };

const VIEWS: Readonly<Record<string, (release: Release) => View | undefined>> = {
  'account/': () => ACCOUNT_VIEW,
  'getsoftwareinfo/': viewSoftware,
  'torrentsuite/': viewSuite,
  'torrentsuite/version/': (release) => (release.tellsVersion ? viewVersion(release) : undefined),
  'torrentsuite/sgejobs/': () => JOBS_VIEW,
};

/** The view of a path that tells of the server or of the caller, not of rows; `rest` follows the API's prefix. */
export function viewOfServer(rest: string, release: Release): View | undefined {
  return Object.hasOwn(VIEWS, rest) ? VIEWS[rest]?.(release) : undefined;
}
