import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { faultsOf, timeouts } from './faults.js';

describe('readConfig', () => {
  it('serves this machine only, and the demo, when nothing is said', () => {
    expect(readConfig({})).toEqual({
      servers: [],
      timeouts,
      edge: { tokens: [], oidc: undefined, anonymousScopes: [] },
      seeing: { metrics: undefined, traces: undefined, showUpstream: false },
      shield: expect.any(Object),
      caches: { store: 'memory', maxBytes: 64_000_000, staleFor: 600_000 },
      host: '127.0.0.1',
      port: 4000,
      allowedOrigins: [],
      trustedProxies: [],
      logLevel: 'info',
      maxBodyBytes: 1_000_000,
      requestTimeoutMs: 60_000,
      readyTimeoutMs: 3_000,
      shutdownGraceMs: 20_000,
      shutdownIdleMs: 0,
      graphiql: true,
      introspection: true,
      documents: { known: new Map(), only: false, automatic: false },
      limits: {
        document: {
          tokens: 10_000,
          depth: 20,
          fields: 5_000,
          rootFields: 100,
          aliases: 200,
          duplicates: 20,
          directives: 200,
          fragments: 100,
        },
        variableValues: 20_000,
        pageSize: 100_000,
        cost: 250_000,
        rate: { requests: 0, cost: 0, windowSeconds: 60 },
      },
    });
  });

  it('reports wrong limits together', () => {
    expect(faultsOf({ MAX_DEPTH: '1', MAX_COST: 'none', MAX_PAGE_SIZE: '100001' })).toEqual([
      'MAX_DEPTH: must be a whole number from 3 to 200, not "1"',
      'MAX_PAGE_SIZE: must be a whole number from 1 to 100000, not "100001"',
      'MAX_COST: must be a whole number from 100 to 1000000000, not "none"',
    ]);
    expect(faultsOf({ RATE_LIMIT_COST: '1000', RUNDB_NAME: 'S5' })).toEqual([
      'RUNDB_NAME: RUNDB_URL is missing',
      'RATE_LIMIT_COST: must be at least MAX_COST (250000), not 1000',
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ RUNDB_URL: '', PORT: '', GRAPHIQL: '' })).toEqual(readConfig({}));
  });

  it('makes RUNDB_URL the one server, which gets the plain header', () => {
    const { servers } = readConfig({ RUNDB_URL: 'http://torrent.lab/', RUNDB_CONNECT_TIMEOUT_MS: '5' });
    const own = { ...timeouts, connect: 5 };
    expect(servers).toEqual([
      {
        name: 'torrent-server',
        url: 'http://torrent.lab',
        isDefault: true,
        timeouts: own,
        allowSuperuser: false,
      },
    ]);
  });

  it('names the one server and its web address as told', () => {
    const told = { RUNDB_URL: 'http://10.0.0.5:8080', RUNDB_NAME: 'S5', RUNDB_WEB_URL: 'https://s5.lab' };
    expect(readConfig(told).servers).toMatchObject([{ name: 'S5', webUrl: 'https://s5.lab' }]);
  });

  it('reads switches, levels, sizes and origins', () => {
    const told = {
      GRAPHIQL: 'off',
      INTROSPECTION: 'false',
      LOG_LEVEL: 'warn',
      MAX_BODY_BYTES: '2048',
      ALLOWED_ORIGINS: 'https://lims.lab, http://10.0.0.5:8080',
    };
    expect(readConfig(told)).toMatchObject({
      graphiql: false,
      introspection: false,
      logLevel: 'warn',
      maxBodyBytes: 2048,
      allowedOrigins: ['https://lims.lab', 'http://10.0.0.5:8080'],
    });
  });

  it('reports all faults together, in words', () => {
    const told = {
      PORT: '70000',
      GRAPHIQL: 'maybe',
      ALLOWED_ORIGINS: '*',
      LOG_LEVEL: 'loud',
      RUNDB_URL: 'torrent.lab',
    };
    expect(faultsOf(told)).toEqual([
      'RUNDB_URL: must be an address such as http://torrent.lab or https://10.0.0.5:8443',
      'PORT: must be a whole number from 0 to 65535, not "70000"',
      'ALLOWED_ORIGINS: must be origins such as https://lims.lab, parted by commas, not "*"',
      'LOG_LEVEL: must be one of trace, debug, info, warn, error, fatal, silent, not "loud"',
      'GRAPHIQL: must be on or off, not "maybe"',
    ]);
  });

  it.each([
    ['http://user:secret@torrent.lab', 'must not hold a user or password'],
    ['http://torrent.lab/?key=secret', 'must not hold a query or fragment'],
    ['http://torrent.lab/rundb/api/v1/', 'must end before /rundb'],
    ['ftp://torrent.lab', 'must be an address'],
  ])('refuses the address %s without repeating it', (url, reason) => {
    const [fault = ''] = faultsOf({ RUNDB_URL: url });
    expect(fault).toContain(reason);
    expect(fault).not.toContain('secret');
  });

  it('does not start the demo because an address was forgotten', () => {
    expect(faultsOf({ RUNDB_NAME: 'S5' })).toEqual(['RUNDB_NAME: RUNDB_URL is missing']);
  });
});
