import { z } from 'zod';
import {
  readServersFile,
  serverAddress,
  serverName,
  type ServerConfig,
  type ServerTimeouts,
} from './config/servers-file.js';

export type { ServerConfig, ServerTimeouts } from './config/servers-file.js';

/** What the process was told. Durations are milliseconds, sizes bytes. */
export interface Config {
  /** The Torrent Servers to ask; empty when none was named, which is demo mode. */
  readonly servers: readonly ServerConfig[];
  /** For a server that says nothing else. */
  readonly timeouts: ServerTimeouts;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Origins of pages that may use the gateway with their visitor's credentials, such as `https://lims.lab`. */
  readonly allowedOrigins: readonly string[];
  readonly logLevel: LogLevel;
  readonly maxBodyBytes: number;
  /** Longest time for a request to arrive in full. */
  readonly requestTimeoutMs: number;
  /** Longest time that `/health/ready` waits for the Torrent Servers. */
  readonly readyTimeoutMs: number;
  /** How long requests in flight may go on once the gateway was told to stop. */
  readonly shutdownGraceMs: number;
  readonly graphiql: boolean;
  readonly introspection: boolean;
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

/** A variable whose text `parse` turns into its value, or into undefined where it is not what is wanted. */
function setting<Value>(wanted: string, parse: (text: string) => Value | undefined) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `must be ${wanted}, not "${text}"` });
    return z.NEVER;
  });
}

function wholeNumber(least: number, most: number) {
  return setting(`a whole number from ${least} to ${most}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  });
}

const onOff = setting('on or off', (text) => {
  if (['on', 'true', '1'].includes(text.toLowerCase())) return true;
  return ['off', 'false', '0'].includes(text.toLowerCase()) ? false : undefined;
});

const origins = setting('origins such as https://lims.lab, parted by commas', (text) => {
  const listed = text.split(/[\s,]+/).filter((origin) => origin !== '');
  return listed.every(isOrigin) ? listed : undefined;
});

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const logLevel = setting(`one of ${logLevels.join(', ')}`, (text) =>
  logLevels.find((level) => level === text),
);

const variables = z.object({
  RUNDB_URL: serverAddress.optional(),
  RUNDB_NAME: serverName.optional(),
  RUNDB_WEB_URL: serverAddress.optional(),
  RUNDB_SERVERS_FILE: z.string().optional(),
  RUNDB_CONNECT_TIMEOUT_MS: wholeNumber(1, 600_000).default(3_000),
  RUNDB_RESPONSE_TIMEOUT_MS: wholeNumber(1, 600_000).default(30_000),
  RUNDB_REQUEST_TIMEOUT_MS: wholeNumber(1, 600_000).default(60_000),
  HOST: setting('an address of this machine', (text) => (/\s/.test(text) ? undefined : text)).default(
    '127.0.0.1',
  ),
  PORT: wholeNumber(0, 65_535).default(4000),
  ALLOWED_ORIGINS: origins.default([]),
  LOG_LEVEL: logLevel.default('info'),
  MAX_BODY_BYTES: wholeNumber(1_024, 100_000_000).default(1_000_000),
  REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(30_000),
  READY_TIMEOUT_MS: wholeNumber(10, 60_000).default(3_000),
  SHUTDOWN_GRACE_MS: wholeNumber(0, 600_000).default(20_000),
  GRAPHIQL: onOff.default(true),
  INTROSPECTION: onOff.default(true),
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
  const file = told['RUNDB_SERVERS_FILE'];
  const listed = file === undefined ? undefined : readServersFile(file, timeoutsOf(read.data));
  faults.push(...(listed?.faults ?? []).map((fault) => `RUNDB_SERVERS_FILE: ${fault}`));
  if (!read.data || faults.length > 0) throw new ConfigError(faults);
  return { ...toConfig(read.data), servers: listed?.servers ?? onlyServer(read.data) };
}

/** Without variables to take them from there will be no configuration, only more faults to report. */
function timeoutsOf(read: Variables | undefined): ServerTimeouts {
  return {
    connect: read?.RUNDB_CONNECT_TIMEOUT_MS ?? 0,
    response: read?.RUNDB_RESPONSE_TIMEOUT_MS ?? 0,
    request: read?.RUNDB_REQUEST_TIMEOUT_MS ?? 0,
  };
}

function findContradictions(told: Environment): string[] {
  const named = ['RUNDB_URL', 'RUNDB_NAME', 'RUNDB_WEB_URL'].filter((name) => told[name] !== undefined);
  if (told['RUNDB_SERVERS_FILE'] !== undefined) {
    return named.map((name) => `${name}: not together with RUNDB_SERVERS_FILE, which describes all servers`);
  }
  // A name without an address would quietly start the demo in place of the server that was meant.
  return named.includes('RUNDB_URL') ? [] : named.map((name) => `${name}: RUNDB_URL is missing`);
}

function onlyServer(read: Variables): readonly ServerConfig[] {
  if (read.RUNDB_URL === undefined) return [];
  const webUrl = read.RUNDB_WEB_URL === undefined ? {} : { webUrl: read.RUNDB_WEB_URL };
  const name = read.RUNDB_NAME ?? defaultServerName;
  return [{ name, url: read.RUNDB_URL, isDefault: true, timeouts: timeoutsOf(read), ...webUrl }];
}

function toConfig(read: Variables): Omit<Config, 'servers'> {
  return {
    timeouts: timeoutsOf(read),
    host: read.HOST,
    port: read.PORT,
    allowedOrigins: read.ALLOWED_ORIGINS,
    logLevel: read.LOG_LEVEL,
    maxBodyBytes: read.MAX_BODY_BYTES,
    requestTimeoutMs: read.REQUEST_TIMEOUT_MS,
    readyTimeoutMs: read.READY_TIMEOUT_MS,
    shutdownGraceMs: read.SHUTDOWN_GRACE_MS,
    graphiql: read.GRAPHIQL,
    introspection: read.INTROSPECTION,
  };
}
