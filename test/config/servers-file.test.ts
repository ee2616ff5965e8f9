import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { faultsOf, fileWith, timeouts } from './faults.js';

describe('the servers file', () => {
  it('lists several servers in YAML, one of them the default', () => {
    const file = fileWith(`
- { name: S5-A, url: 'http://a.lab/', default: true, timeouts: { response: 1000 } }
- name: PGM_B
  url: https://b.lab:8443
  webUrl: https://www.b.lab
`);
    expect(readConfig({ RUNDB_SERVERS_FILE: file }).servers).toMatchObject([
      { name: 'S5-A', url: 'http://a.lab', isDefault: true, timeouts: { ...timeouts, response: 1000 } },
      { name: 'PGM_B', url: 'https://b.lab:8443', webUrl: 'https://www.b.lab', isDefault: false, timeouts },
    ]);
  });

  it('may be JSON; a single server is the default without a mark', () => {
    const file = fileWith('[{"name": "only", "url": "http://a.lab"}]');
    expect(readConfig({ RUNDB_SERVERS_FILE: file }).servers).toMatchObject([
      { name: 'only', isDefault: true },
    ]);
  });

  it('reports all its faults, with those of the environment', () => {
    const file = fileWith(`
- { name: 1st, url: http://a.lab, timeouts: { connect: soon } }
- { url: 'http://u:secret@b.lab', weburl: http://b.lab }
`);
    const faults = faultsOf({ RUNDB_SERVERS_FILE: file, RUNDB_URL: 'http://c.lab', PORT: 'x' });
    expect(faults).toEqual([
      'PORT: must be a whole number from 0 to 65535, not "x"',
      'RUNDB_URL: not together with RUNDB_SERVERS_FILE, which describes all servers',
      'RUNDB_SERVERS_FILE: server 1, name: must start with a letter and hold only letters, digits, _ and -',
      'RUNDB_SERVERS_FILE: server 1, timeouts, connect: must be a whole number of milliseconds',
      'RUNDB_SERVERS_FILE: server 2, name: must be a text',
      'RUNDB_SERVERS_FILE: server 2, url: must not hold a user or password: callers send their own credentials',
      'RUNDB_SERVERS_FILE: server 2: Unrecognized key: "weburl"',
    ]);
  });

  it('refuses names that differ by case only, and two defaults', () => {
    const file = fileWith(`
- { name: S5, url: http://a.lab, default: true }
- { name: s5, url: http://b.lab, default: true }
`);
    expect(faultsOf({ RUNDB_SERVERS_FILE: file })).toEqual([
      'RUNDB_SERVERS_FILE: the name s5 is given twice (upper and lower case count as one)',
      'RUNDB_SERVERS_FILE: only one server can be the default',
    ]);
  });

  it.each([
    ['', 'must be a list of servers, each with name and url'],
    ['[]', 'must list at least one server'],
    ['{ name: S5', 'cannot be read: '],
  ])('refuses the content %j', (content, reason) => {
    expect(faultsOf({ RUNDB_SERVERS_FILE: fileWith(content) })[0]).toContain(`RUNDB_SERVERS_FILE: ${reason}`);
  });

  it('says when the file is missing', () => {
    expect(faultsOf({ RUNDB_SERVERS_FILE: '/nowhere/servers.yaml' })[0]).toContain('ENOENT');
  });
});
