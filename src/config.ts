import { z } from 'zod';
import { type CachesConfig, cachesVariables, readCaches } from './config/caches.js';
import { caFile, certificateOf, fingerprint } from './config/certificate.js';
import { type DocumentsConfig, documentVariables, readDocuments } from './config/documents.js';
import { type EdgeConfig, edgeVariables, isEdgeGuarded, readEdge } from './config/edge.js';
import {
  readServersFile,
  type ServersRead,
  serverAddress,
  serverName,
  type ServerConfig,
  type ServerTimeouts,
} from './config/servers-file.js';
import { type LimitsConfig, findLimitFaults, limitVariables, readLimits } from './config/limits.js';
import { readSeeing, type SeeingConfig, seeingVariables } from './config/seeing.js';
import { readService } from './config/service.js';
import { networks, onOff, origins, setting, wholeNumber } from './config/setting.js';
import { readShield, type ShieldConfig, shieldVariables } from './config/shield.js';

export type { CachesConfig } from './config/caches.js';
export { checkAuthorization } from './config/check.js';
export { type DocumentsConfig, hashNamed, hashOf, type KnownDocument } from './config/documents.js';
export {
  type EdgeConfig,
  type EdgeToken,
  isEdgeGuarded,
  type OidcConfig,
  type Scope,
} from './config/edge.js';
export type { DocumentLimits, LimitsConfig, RateConfig } from './config/limits.js';
export type { MetricsConfig, SeeingConfig, TracesConfig } from './config/seeing.js';
export type { ServerConfig, ServerTimeouts } from './config/servers-file.js';

/** What the process was told. Durations are milliseconds, sizes bytes. */
export interface Config {
  /** The Torrent Servers to ask; empty when none was named, which is demo mode. */
  readonly servers: readonly ServerConfig[];
  /** For a server that says nothing else. */
  readonly timeouts: ServerTimeouts;
  /** How callers prove to the gateway who they are. */
  readonly edge: EdgeConfig;
  readonly caches: CachesConfig;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Origins of pages that may use the gateway with their visitor's credentials, such as `https://lims.lab`. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks of proxies that say truly for whom they ask. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  readonly maxBodyBytes: number;
  /** Longest time for a request to arrive in full, for an operation to be answered, and a mutation to be seen through. */
  readonly requestTimeoutMs: number;
  /** Longest time that `/health/ready` waits for the Torrent Servers. */
  readonly readyTimeoutMs: number;
  /** How long requests in flight may go on once the gateway was told to stop. */
  readonly shutdownGraceMs: number;
  /** How long connections that are idle are kept then: until a proxy before the gateway has let go of them. */
  readonly shutdownIdleMs: number;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly seeing: SeeingConfig;
  readonly shield: ShieldConfig;
  /** How much one request may ask for. */
  readonly limits: LimitsConfig;
  readonly documents: DocumentsConfig;
}

/** What the only server is called where nothing else is said. */
export const defaultServerName = 'torrent-server';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Everything wrong with the configuration, each fault in words that name the variable or the place in the file. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const logLevel = setting(`one of ${logLevels.join(', ')}`, (text) =>
  logLevels.find((level) => level === text),
);

const variables = z.object({
  RUNDB_URL: serverAddress.optional(),
  RUNDB_NAME: serverName.optional(),
  RUNDB_WEB_URL: serverAddress.optional(),
  RUNDB_SERVERS_FILE: z.string().optional(),
  RUNDB_USERNAME: z.string().optional(),
  RUNDB_API_KEY: z.string().optional(),
  RUNDB_API_KEY_FILE: z.string().optional(),
  RUNDB_PASSWORD: z.string().optional(),
  RUNDB_PASSWORD_FILE: z.string().optional(),
  RUNDB_ALLOW_DEFAULT_PASSWORD: onOff.default(false),
  RUNDB_ALLOW_SUPERUSER: onOff.default(false),
  RUNDB_CA_FILE: caFile.optional(),
  RUNDB_FINGERPRINT: fingerprint.optional(),
  RUNDB_CONNECT_TIMEOUT_MS: wholeNumber(1, 600_000).default(3_000),
  RUNDB_RESPONSE_TIMEOUT_MS: wholeNumber(1, 600_000).default(30_000),
  RUNDB_REQUEST_TIMEOUT_MS: wholeNumber(1, 600_000).default(60_000),
  HOST: setting('an address of this machine', (text) => (/\s/.test(text) ? undefined : text)).default(
    '127.0.0.1',
  ),
  PORT: wholeNumber(0, 65_535).default(4000),
  ALLOWED_ORIGINS: origins.default([]),
  TRUSTED_PROXIES: networks.default([]),
  LOG_LEVEL: logLevel.default('info'),
  MAX_BODY_BYTES: wholeNumber(1_024, 100_000_000).default(1_000_000),
  REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(60_000),
  READY_TIMEOUT_MS: wholeNumber(10, 60_000).default(3_000),
  SHUTDOWN_GRACE_MS: wholeNumber(0, 600_000).default(20_000),
  SHUTDOWN_IDLE_MS: wholeNumber(0, 600_000).default(0),
  GRAPHIQL: onOff.default(true),
  INTROSPECTION: onOff.default(true),
  ...edgeVariables,
  ...seeingVariables,
  ...cachesVariables,
  ...limitVariables,
  ...documentVariables,
  ...shieldVariables,
});

type Variables = z.output<typeof variables>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment and the servers file that it names; an empty variable counts as not set.
 * @throws ConfigError with every fault found.
 */
export function readConfig(environment: Environment = process.env): Config {
  const told = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = variables.safeParse(told);
  const faults = read.error?.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`) ?? [];
  faults.push(...findContradictions(told));
  const servers = readServers(told, read.data);
  const edge = read.data && readEdge(read.data);
  const caches = read.data && readCaches(read.data);
  const documents = read.data && readDocuments(read.data);
  faults.push(...servers.faults, ...[edge, caches, documents].flatMap((part) => part?.faults ?? []));
  if (read.data) faults.push(...findLimitFaults(readLimits(read.data)));
  if (edge && faults.length === 0) faults.push(...findOpenDoors(servers.servers, edge.edge));
  if (!read.data || !edge || !caches || !documents || faults.length > 0) throw new ConfigError(faults);
  return {
    ...toConfig(read.data),
    edge: edge.edge,
    caches: caches.caches,
    documents: documents.documents,
    servers: servers.servers,
  };
}

function readServers(told: Environment, read: Variables | undefined): ServersRead {
  const file = told['RUNDB_SERVERS_FILE'];
  if (file === undefined) return read ? onlyServer(read) : { servers: [], faults: [] };
  const { servers, faults } = readServersFile(file, {
    timeouts: timeoutsOf(read),
    environment: told,
    allowDefaultPassword: read?.RUNDB_ALLOW_DEFAULT_PASSWORD ?? false,
  });
  return { servers, faults: faults.map((fault) => `RUNDB_SERVERS_FILE: ${fault}`) };
}

/** With a service account whoever reaches the gateway is someone to the Torrent Server. */
function findOpenDoors(servers: readonly ServerConfig[], edge: EdgeConfig): string[] {
  const served = servers.filter(({ service }) => service).map(({ name }) => name);
  if (served.length === 0 || isEdgeGuarded(edge) || edge.anonymousScopes.length > 0) return [];
  return [
    `${served.join(', ')}: a service account, and anyone who reaches the gateway could use it: let callers prove who ` +
      'they are (EDGE_TOKENS_FILE, or OIDC_ISSUER and OIDC_AUDIENCE), or say with ANONYMOUS_SCOPES what everybody may do',
  ];
}

/** Without variables to take them from there will be no configuration, only more faults to report. */
function timeoutsOf(read: Variables | undefined): ServerTimeouts {
  return {
    connect: read?.RUNDB_CONNECT_TIMEOUT_MS ?? 0,
    response: read?.RUNDB_RESPONSE_TIMEOUT_MS ?? 0,
    request: read?.RUNDB_REQUEST_TIMEOUT_MS ?? 0,
  };
}

const ofOneServer = [
  'RUNDB_URL',
  'RUNDB_NAME',
  'RUNDB_WEB_URL',
  'RUNDB_USERNAME',
  'RUNDB_API_KEY',
  'RUNDB_API_KEY_FILE',
  'RUNDB_PASSWORD',
  'RUNDB_PASSWORD_FILE',
  'RUNDB_CA_FILE',
  'RUNDB_FINGERPRINT',
  'RUNDB_ALLOW_SUPERUSER',
];

function findContradictions(told: Environment): string[] {
  const named = ofOneServer.filter((name) => told[name] !== undefined);
  if (told['RUNDB_SERVERS_FILE'] !== undefined) {
    return named.map((name) => `${name}: not together with RUNDB_SERVERS_FILE, which describes all servers`);
  }
  // A name without an address would quietly start the demo in place of the server that was meant.
  return named.includes('RUNDB_URL') ? [] : named.map((name) => `${name}: RUNDB_URL is missing`);
}

function onlyServer(read: Variables): ServersRead {
  if (read.RUNDB_URL === undefined) return { servers: [], faults: [] };
  const webUrl = read.RUNDB_WEB_URL === undefined ? {} : { webUrl: read.RUNDB_WEB_URL };
  const certificate = certificateOf(read.RUNDB_CA_FILE, read.RUNDB_FINGERPRINT);
  const account = readOnlyService(read);
  const server = {
    name: read.RUNDB_NAME ?? defaultServerName,
    url: read.RUNDB_URL,
    isDefault: true,
    timeouts: timeoutsOf(read),
    allowSuperuser: read.RUNDB_ALLOW_SUPERUSER,
    ...webUrl,
    ...(certificate && { certificate }),
    ...(account?.service && { service: account.service }),
  };
  const faults = account?.faults.map((fault) => `RUNDB_USERNAME: ${fault}`) ?? [];
  return { servers: [server], faults };
}

function readOnlyService(read: Variables) {
  const told = {
    username: read.RUNDB_USERNAME,
    apiKey: read.RUNDB_API_KEY,
    apiKeyFile: read.RUNDB_API_KEY_FILE,
    password: read.RUNDB_PASSWORD,
    passwordFile: read.RUNDB_PASSWORD_FILE,
  };
  if (Object.values(told).every((value) => value === undefined)) return undefined;
  return readService(told, {}, read.RUNDB_ALLOW_DEFAULT_PASSWORD);
}

function toConfig(read: Variables): Omit<Config, 'servers' | 'edge' | 'caches' | 'documents'> {
  return {
    timeouts: timeoutsOf(read),
    host: read.HOST,
    port: read.PORT,
    allowedOrigins: read.ALLOWED_ORIGINS,
    trustedProxies: read.TRUSTED_PROXIES,
    logLevel: read.LOG_LEVEL,
    maxBodyBytes: read.MAX_BODY_BYTES,
    requestTimeoutMs: read.REQUEST_TIMEOUT_MS,
    readyTimeoutMs: read.READY_TIMEOUT_MS,
    shutdownGraceMs: read.SHUTDOWN_GRACE_MS,
    shutdownIdleMs: read.SHUTDOWN_IDLE_MS,
    graphiql: read.GRAPHIQL,
    introspection: read.INTROSPECTION,
    seeing: readSeeing(read),
    shield: readShield(read),
    limits: readLimits(read),
  };
}
