import { errors, jwtVerify } from 'jose';
import type { OidcConfig, Scope } from '../../config.js';
import { openProviderKeys, ProviderUnavailable } from './provider-keys.js';

/** A token's owner, and what it lets him do. */
export interface Verified {
  readonly caller: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** Checks a provider's token. Undefined for one that is not good. @throws ProviderUnavailable */
export type VerifyJwt = (token: string) => Promise<Verified | undefined>;

export function openOidc(config: OidcConfig): VerifyJwt {
  const keys = openProviderKeys(config);
  const checks = {
    issuer: config.issuer,
    audience: config.audience,
    algorithms: [...config.algorithms],
    clockTolerance: config.clockSkewSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, checks);
      const granted = scopesOf(payload['scope'] ?? payload['scp'], config.scopePrefix);
      return { caller: payload.sub ?? '', scopes: granted };
    } catch (error) {
      if (isTokensFault(error)) return undefined;
      throw error instanceof ProviderUnavailable ? error : new ProviderUnavailable('its keys cannot be read');
    }
  };
}

const known: readonly Scope[] = ['read', 'plan'];

/** Providers write scopes as one text with blanks between, or as a list. */
function scopesOf(claim: unknown, prefix: string): ReadonlySet<Scope> {
  const names = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return new Set(known.filter((scope) => names.includes(`${prefix}${scope}`)));
}

function isTokensFault(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  // Asked for keys, the provider may answer with an error page: a plain JOSEError.
  return error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC';
}
