import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { faultsOf, fileWith } from './faults.js';

describe('how callers prove who they are', () => {
  const sha256 = 'ab'.repeat(32);

  it('reads tokens by their hashes, and a provider', () => {
    const file = fileWith(`- { name: lims, sha256: ${sha256}, scopes: [read, plan] }`);
    const provider = { OIDC_ISSUER: 'https://login.lab', OIDC_AUDIENCE: 'lab' };
    expect(readConfig({ EDGE_TOKENS_FILE: file, ...provider }).edge).toMatchObject({
      tokens: [{ name: 'lims', sha256, scopes: ['read', 'plan'] }],
      oidc: { issuer: 'https://login.lab', audience: 'lab', algorithms: ['RS256', 'ES256'] },
    });
  });

  it.each([
    [{ OIDC_ISSUER: 'https://login.lab' }, 'OIDC_AUDIENCE: is missing'],
    [{ OIDC_AUDIENCE: 'lab' }, 'OIDC_ISSUER: is missing'],
    [{ OIDC_ISSUER: 'http://login.lab', OIDC_AUDIENCE: 'lab' }, 'must be an https address'],
    [{ OIDC_ALGORITHMS: 'HS256' }, 'OIDC_ALGORITHMS: must be of RS256'],
    [{ ANONYMOUS_SCOPES: 'write' }, 'ANONYMOUS_SCOPES: must be read'],
    [
      { EDGE_TOKENS_FILE: fileWith('- { name: lims, sha256: short, scopes: [] }') },
      'token 1, sha256: must be',
    ],
  ])('names what is wrong: %j', (told, fault) => {
    expect(faultsOf(told).join('\n')).toContain(fault);
  });
});
