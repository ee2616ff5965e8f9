import type { IncomingHttpHeaders } from 'node:http';
import type { ServerConfig } from '../config.js';
import type { CallerCredentials } from '../context.js';
import { HttpRefusal } from './reply.js';

/** Prefix of the header that carries the credential for one server: `Rundb-Authorization-<name>`. */
export const perServerHeader = 'rundb-authorization-';

type Credentials = NonNullable<CallerCredentials['default']>;

type NamedServer = Pick<ServerConfig, 'name' | 'isDefault' | 'service'>;

/** Servers that are asked with a service account get no credential of a caller. */
const takesOwn = ({ service }: NamedServer) => service === undefined;

/**
 * Which credential of the caller is for which server. A header wins over the cookie (in rundb the cookie would win),
 * and of the cookies only `sessionid` is read. docs/rundb.md, "Credentials"
 * @param isGuarded whether the gateway lets callers in by tokens of its own
 * @throws HttpRefusal for credentials that no Torrent Server takes, and for those of a server that is not configured
 */
export function readCredentials(
  headers: IncomingHttpHeaders,
  servers: readonly NamedServer[],
  isGuarded = false,
): CallerCredentials {
  const own = servers.filter(takesOwn);
  const plain = own.some(({ isDefault }) => isDefault) ? readPlain(headers, isGuarded) : undefined;
  return { ...(plain && { default: plain }), byServer: readPerServer(headers, own) };
}

export function hasCredentials({ default: plain, byServer }: CallerCredentials): boolean {
  return plain !== undefined || byServer.size > 0;
}

/** Whether browsers send this credential with any page's request, asked or not. */
export function isSentUnasked({ default: plain }: CallerCredentials): boolean {
  if (!plain) return false;
  return plain.sessionid !== undefined || /^basic /i.test(plain.authorization);
}

/** Where the gateway wants a token of its own, `Authorization` carries that, and never goes on. */
function readPlain(headers: IncomingHttpHeaders, isGuarded: boolean): Credentials | undefined {
  if (headers.authorization !== undefined && !isGuarded)
    return { authorization: checkAuthorization(headers.authorization) };
  const sessionid = readSessionid(headers.cookie ?? '');
  return sessionid === undefined ? undefined : { sessionid };
}

function readSessionid(cookie: string): string | undefined {
  return /(?:^|;)\s*sessionid="?([A-Za-z0-9_-]{1,128})"?\s*(?:;|$)/.exec(cookie)?.[1];
}

function readPerServer(
  headers: IncomingHttpHeaders,
  servers: readonly NamedServer[],
): ReadonlyMap<string, Credentials> {
  const sent = Object.entries(headers).filter(([name]) => name.startsWith(perServerHeader));
  return new Map(
    sent.map(([header, value]) => {
      const wanted = header.slice(perServerHeader.length);
      const server = servers.find(({ name }) => name.toLowerCase() === wanted);
      if (!server)
        throw new HttpRefusal(400, 'BAD_USER_INPUT', `There is no server for the header ${header}.`);
      return [server.name, { authorization: checkAuthorization(String(value)) }] as const;
    }),
  );
}

/** rundb answers a malformed Basic value with a crash, and any other scheme as if nothing had been sent. */
function checkAuthorization(value: string): string {
  const [, scheme, secret] = /^(ApiKey|Basic) +(\S+)$/i.exec(value) ?? [];
  if (scheme === undefined || secret === undefined) {
    throw unauthenticated('Authorization must be "ApiKey user:key" or "Basic ...".');
  }
  const pair = scheme.toLowerCase() === 'apikey' ? secret : decodeBasic(secret);
  if (!/^[^:]+:/.test(pair))
    throw unauthenticated(`The ${scheme} credentials are not of the form user:secret.`);
  return value;
}

function decodeBasic(secret: string): string {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(secret) ? Buffer.from(secret, 'base64').toString('latin1') : '';
}

/** Browsers show no log-in window for a scheme that they do not know, unlike for Basic. */
export const challenge = { 'www-authenticate': 'ApiKey realm="Torrent Suite"' };

export function unauthenticated(message: string): HttpRefusal {
  return new HttpRefusal(401, 'UNAUTHENTICATED', message, challenge);
}

const wanted =
  'Send "Authorization: ApiKey user:key" of a Torrent Server user, Basic, or its session cookie.';
const wantedByName = 'Send "Rundb-Authorization-<server>: ApiKey user:key" for each server to be asked.';

/** What a caller without credentials is told. */
export function explainCredentials(servers: readonly NamedServer[]): string {
  return servers.some(({ isDefault }) => isDefault) ? wanted : wantedByName;
}
