import { createHmac, randomBytes } from 'node:crypto';
import type { Credentials } from '../rundb/connection.js';

/** Tells callers of one server apart without keeping what they prove themselves with. */
export type Identify = (credentials: Credentials | undefined) => string;

/**
 * A keyed hash of the whole credential, not of the user's name: two credentials of one user may not see the same, and
 * nothing that is kept under the hash gives the credential away. Whoever has the same key finds the same hashes.
 */
export function identifyWith(key: Uint8Array = randomBytes(32)): Identify {
  return (credentials) =>
    createHmac('sha256', key)
      .update(JSON.stringify(credentials ?? null))
      .digest('base64url');
}
