import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../src/config.js';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'servers-')), 'servers.yaml');
  writeFileSync(path, text);
  return path;
}

const timeouts = { connect: 3000, response: 30_000, request: 60_000 };

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

describe('what is shown of the gateway’s work', () => {
  it('is on the metrics’ own port when one is named', () => {
    expect(readConfig({ METRICS: 'on' }).seeing.metrics).toEqual({ at: 'main' });
    expect(readConfig({ METRICS: 'on', METRICS_PORT: '9464' }).seeing.metrics).toEqual({
      at: 'own',
      host: '127.0.0.1',
      port: 9464,
    });
  });

  it('goes to the collector of OpenTelemetry’s own variables', () => {
    const traces = (told: Record<string, string>) => readConfig(told).seeing.traces;
    expect(traces({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.lab:4318/' })).toEqual({
      url: 'http://collector.lab:4318/v1/traces',
      serviceName: 'rundb-graphql',
    });
    expect(traces({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c/x', OTEL_SERVICE_NAME: 'lab' })).toEqual({
      url: 'http://c/x',
      serviceName: 'lab',
    });
    expect(traces({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [{ METRICS_PORT: '70000' }, 'METRICS_PORT'],
  ])('is not guessed from %j', (told, named) => {
    expect(() => readConfig(told)).toThrow(named);
  });
});

describe('where answers are kept', () => {
  const secret = 'a secret of thirty-two characters';

  it('reads Redis, and a secret out of a file', () => {
    const told = { CACHE: 'redis', REDIS_URL: 'redis://redis.lab:6379', CACHE_SECRET_FILE: fileWith(secret) };
    expect(readConfig(told).caches).toMatchObject({
      store: 'redis',
      redis: { url: 'redis://redis.lab:6379', secret },
    });
  });

  it.each([
    [{ CACHE: 'disk' }, 'CACHE: must be one of off, memory, redis'],
    [{ CACHE: 'redis', CACHE_SECRET: secret }, 'REDIS_URL: is missing'],
    [{ CACHE: 'redis', REDIS_URL: 'redis://redis.lab', CACHE_SECRET: 'short' }, 'at least 32 characters'],
    [{ CACHE: 'redis', REDIS_URL: 'http://:sesame@redis.lab', CACHE_SECRET: secret }, 'REDIS_URL: must be'],
    [{ REDIS_URL: 'redis://redis.lab' }, 'REDIS_URL: only with CACHE=redis'],
  ])('names what is wrong, and no secret: %j', (told, fault) => {
    const faults = faultsOf(told).join('\n');
    expect(faults).toContain(fault);
    expect(faults).not.toMatch(/sesame|short/);
  });
});
