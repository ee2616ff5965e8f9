import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { OidcConfig } from '../../config.js';

/** Milliseconds. */
const patience = 5_000;

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The provider could not be asked for its keys: that says nothing of the caller's token. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/**
 * The keys of a provider: kept, and asked for anew when a token names one that is not among them, at most every half
 * minute. Where they are is looked up in the issuer's discovery document unless it is configured.
 */
export function openProviderKeys({ issuer, jwksUrl }: OidcConfig): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const open = async () =>
    createRemoteJWKSet(new URL(jwksUrl ?? (await discover(issuer))), { timeoutDuration: patience });
  return async (header, token) => {
    keys ??= open();
    const opened = keys;
    const getKey = await opened.catch((error: unknown) => {
      if (keys === opened) keys = undefined;
      throw error;
    });
    return getKey(header, token);
  };
}

async function discover(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' });
    const { jwks_uri, issuer: named } = discoveryDocument.parse(await answer.json());
    if (named === issuer) return jwks_uri;
  } catch {
    throw new ProviderUnavailable(`the discovery document of ${issuer} cannot be read`);
  }
  throw new ProviderUnavailable(`the discovery document of ${issuer} names another issuer`);
}
