import type { IncomingHttpHeaders } from 'node:http';
import { type EdgeConfig, isEdgeGuarded, type ServerConfig } from '../../config.js';
import { HttpRefusal } from '../reply.js';
import type { Access } from './access.js';
import { openOidc } from './oidc.js';
import { ProviderUnavailable } from './provider-keys.js';
import { findToken } from './static-tokens.js';

/** Where callers prove to the gateway itself who they are; without it that is left to the Torrent Servers. */
export interface Edge {
  /** Whether the `Authorization` header is for the gateway. */
  readonly isGuarded: boolean;
  /** @throws HttpRefusal 401 for a token that is not good, 503 where that cannot be found out */
  admit(headers: IncomingHttpHeaders, hasCredentials: boolean): Promise<Access>;
}

type Admission = Omit<Access, 'mayAsk'>;

export function openEdge(config: EdgeConfig, servers: readonly ServerConfig[]): Edge {
  const isGuarded = isEdgeGuarded(config);
  const isServed = servers.some(({ service }) => service);
  const anonymous: Admission = { scopes: new Set(config.anonymousScopes), caller: undefined };
  const admitToken = openTokens(config);
  return {
    isGuarded,
    async admit(headers, hasCredentials) {
      if (!isGuarded && !isServed) return { mayAsk: hasCredentials, scopes: undefined, caller: undefined };
      const token = isGuarded ? readBearer(headers.authorization) : undefined;
      if (token !== undefined) return { mayAsk: true, ...(await admitToken(token)) };
      return { mayAsk: config.anonymousScopes.length > 0, ...anonymous };
    },
  };
}

function openTokens({ tokens, oidc }: EdgeConfig): (token: string) => Promise<Admission> {
  const verify = oidc && openOidc(oidc);
  return async (token) => {
    const known = findToken(tokens, token);
    if (known) return { scopes: new Set(known.scopes), caller: known.name };
    const verified = await verify?.(token).catch((error: unknown) => {
      if (error instanceof ProviderUnavailable) throw cannotTell();
      throw error;
    });
    if (verified) return verified;
    throw new HttpRefusal(401, 'UNAUTHENTICATED', 'The gateway does not accept this token.', {
      'www-authenticate': 'Bearer realm="rundb-graphql", error="invalid_token"',
    });
  };
}

function cannotTell(): HttpRefusal {
  const message = 'The provider of tokens cannot be reached, so nobody can be let in by one at the moment.';
  return new HttpRefusal(503, 'UPSTREAM_UNAVAILABLE', message, { 'retry-after': '30' });
}

/** @throws HttpRefusal for a header of another scheme */
function readBearer(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token !== undefined) return token;
  throw new HttpRefusal(401, 'UNAUTHENTICATED', wantedToken, bearerChallenge);
}

export const wantedToken = 'Send "Authorization: Bearer <token>" with a token of this gateway.';
export const bearerChallenge = { 'www-authenticate': 'Bearer realm="rundb-graphql"' };
