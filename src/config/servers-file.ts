import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { caFile, type CertificateConfig, certificateOf, fingerprint } from './certificate.js';
import { readService, type ServiceAccount, serviceTold } from './service.js';

/** One Torrent Server, as configured. */
export interface ServerConfig {
  /** The configuration's key for it; part of every global id. */
  readonly name: string;
  /** Where its REST API is asked: scheme, host, port and a path prefix if there is one; no slash at the end. */
  readonly url: string;
  /** Where people's browsers find it, if that differs. */
  readonly webUrl?: string;
  /** Whether the caller's plain `Authorization` header or session cookie is meant for it. */
  readonly isDefault: boolean;
  readonly timeouts: ServerTimeouts;
  readonly certificate?: CertificateConfig;
  /** What the gateway asks it with on everybody's behalf; without it each caller brings his own credentials. */
  readonly service?: ServiceAccount;
  /** Whether to serve it although it takes everybody from the gateway's machine for its superuser. */
  readonly allowSuperuser?: boolean;
  /** Most requests at once, where it is not the usual number. */
  readonly maxConcurrent?: number;
}

/** Milliseconds. */
export interface ServerTimeouts {
  /** To reach the server. */
  readonly connect: number;
  /** Until its answer begins. */
  readonly response: number;
  /** For the whole of one request. */
  readonly request: number;
}

/** A server's key in configuration, global ids and `Rundb-Authorization-<name>`. */
export const serverName = z
  .string({ error: 'must be a text' })
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'must start with a letter and hold only letters, digits, _ and -')
  .max(64, 'must have at most 64 characters');

/** Address of a Torrent Server; faults never repeat it, for it may hold a password. */
export const serverAddress = z
  .string({ error: 'must be a text' })
  .refine(isWebAddress, {
    error: 'must be an address such as http://torrent.lab or https://10.0.0.5:8443',
    abort: true,
  })
  .refine(hasNoCredentials, 'must not hold a user or password: callers send their own credentials')
  .refine((text) => !/[?#]/.test(text), 'must not hold a query or fragment')
  .refine(
    (text) => !/\/rundb(\/|$)/.test(text),
    'must end before /rundb: the gateway adds the path of the API',
  )
  .transform((text) => text.replace(/\/+$/, ''));

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);
}

function hasNoCredentials(text: string): boolean {
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

const milliseconds = z
  .int('must be a whole number of milliseconds')
  .min(1, 'must be at least 1 millisecond')
  .max(600_000, 'must be at most 600000 milliseconds')
  .optional();

const server = z.strictObject({
  name: serverName,
  url: serverAddress,
  webUrl: serverAddress.exactOptional(),
  default: z.boolean('must be true or false').default(false),
  timeouts: z
    .strictObject({ connect: milliseconds, response: milliseconds, request: milliseconds })
    .default({}),
  caFile: caFile.exactOptional(),
  fingerprint: fingerprint.exactOptional(),
  service: serviceTold.exactOptional(),
  allowSuperuser: z.boolean('must be true or false').default(false),
  maxConcurrent: z.int('must be a whole number from 1 to 96').min(1).max(96).exactOptional(),
});

const servers = z
  .array(server, 'must be a list of servers, each with name and url')
  .min(1, 'must list at least one server');

type Listed = z.output<typeof servers>;

export interface ServersRead {
  readonly servers: readonly ServerConfig[];
  readonly faults: readonly string[];
}

/** What counts for a server where the file says nothing else. */
export interface Usual {
  readonly timeouts: ServerTimeouts;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly allowDefaultPassword: boolean;
}

/** Reads a YAML or JSON list of servers. Never throws: what is wrong with the file are the faults. */
export function readServersFile(path: string, usual: Usual): ServersRead {
  const content = parseFile(path);
  if ('fault' in content) return { servers: [], faults: [content.fault] };
  const read = servers.safeParse(content.value);
  if (read.error) return { servers: [], faults: read.error.issues.map(describeIssue) };
  const listed = read.data.map((server) => toServer(server, read.data.length === 1, usual));
  return {
    servers: listed.map(({ server }) => server),
    faults: [...findClashes(read.data), ...listed.flatMap(({ faults }) => faults)],
  };
}

/** The only server there is needs no mark. */
function toServer(told: Listed[number], isOnly: boolean, usual: Usual) {
  const { default: isMarked, timeouts, caFile, fingerprint, service, allowSuperuser, ...server } = told;
  const certificate = certificateOf(caFile, fingerprint);
  const account = service && readService(service, usual.environment, usual.allowDefaultPassword);
  const config: ServerConfig = {
    ...server,
    isDefault: isMarked || isOnly,
    timeouts: {
      connect: timeouts.connect ?? usual.timeouts.connect,
      response: timeouts.response ?? usual.timeouts.response,
      request: timeouts.request ?? usual.timeouts.request,
    },
    ...(certificate && { certificate }),
    ...(account?.service && { service: account.service }),
    allowSuperuser,
  };
  const faults = account?.faults.map((fault) => `server ${told.name}, service: ${fault}`) ?? [];
  return { server: config, faults };
}

function parseFile(path: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { fault: `cannot be read: ${reason ?? 'unknown reason'}` };
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const [index, ...keys] = issue.path;
  const place =
    index === undefined
      ? ''
      : `server ${Number(index) + 1}${keys.map((key) => `, ${String(key)}`).join('')}: `;
  return `${place}${issue.message}`;
}

/** Names are compared without case, since the header that carries a server's key has none. */
function findClashes(listed: Listed): string[] {
  const names = listed.map(({ name }) => name.toLowerCase());
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const faults = [...twice].map(
    (name) => `the name ${name} is given twice (upper and lower case count as one)`,
  );
  if (listed.filter((server) => server.default).length > 1) faults.push('only one server can be the default');
  return faults;
}
