import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { faultsOf, fileWith } from './faults.js';

describe('a service account', () => {
  const server = { RUNDB_URL: 'http://torrent.lab', RUNDB_USERNAME: 'gateway' };
  const open = { ANONYMOUS_SCOPES: 'read' };

  it('becomes the header that the gateway asks with', () => {
    const byKey = readConfig({ ...server, ...open, RUNDB_API_KEY: 'a1b2' }).servers;
    expect(byKey).toMatchObject([{ service: { authorization: 'ApiKey gateway:a1b2' } }]);
    const byPassword = readConfig({ ...server, ...open, RUNDB_PASSWORD_FILE: fileWith('p:w\n') }).servers;
    const basic = `Basic ${Buffer.from('gateway:p:w').toString('base64')}`;
    expect(byPassword).toMatchObject([{ service: { authorization: basic } }]);
  });

  it('may be told by server, its key in a variable', () => {
    const file = fileWith(
      '[{"name": "S5", "url": "http://a.lab", "service": {"username": "g", "apiKeyVariable": "S5_KEY"}}]',
    );
    const told = { RUNDB_SERVERS_FILE: file, ...open };
    expect(readConfig({ ...told, S5_KEY: 'k' }).servers).toMatchObject([
      { service: { authorization: 'ApiKey g:k' } },
    ]);
    expect(faultsOf(told)).toEqual([
      'RUNDB_SERVERS_FILE: server S5, service: apiKeyVariable: S5_KEY is not set',
    ]);
  });

  it('is not used for everybody without a word', () => {
    expect(faultsOf({ ...server, RUNDB_API_KEY: 'a1b2' })).toEqual([
      expect.stringMatching(/^torrent-server: a service account, and anyone .* ANONYMOUS_SCOPES/),
    ]);
  });

  it('is not the one that comes with every server, unless that is allowed', () => {
    const vendors = { ...server, ...open, RUNDB_USERNAME: 'ionadmin', RUNDB_PASSWORD: 'ionadmin' };
    expect(faultsOf(vendors)).toEqual([expect.stringContaining('RUNDB_ALLOW_DEFAULT_PASSWORD=1')]);
    expect(faultsOf({ ...vendors, RUNDB_ALLOW_DEFAULT_PASSWORD: '1' })).toEqual([]);
  });

  it.each([
    [{ RUNDB_API_KEY: 'k', RUNDB_PASSWORD: 'p' }, 'and not both'],
    [{}, 'needs its API key or its password'],
    [{ RUNDB_API_KEY: 'k', RUNDB_API_KEY_FILE: '/x' }, 'only one of them'],
    [{ RUNDB_API_KEY: 'se cret' }, 'blanks'],
  ])('has one secret that a header can carry: %j', (secret, fault) => {
    const faults = faultsOf({ ...server, ...open, ...secret });
    expect(faults).toEqual([expect.stringContaining(fault)]);
    expect(faults.join()).not.toContain('se cret');
  });
});
