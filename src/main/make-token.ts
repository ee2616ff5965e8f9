import { createHash, randomBytes } from 'node:crypto';

/**
 * A new token of the gateway, with its entry for the tokens file. The token itself is shown here once and kept nowhere.
 */
export function describeNewToken(name: string): string {
  const token = randomBytes(32).toString('base64url');
  const sha256 = createHash('sha256').update(token).digest('hex');
  return `Token of ${name}, to be sent as "Authorization: Bearer <token>":

  ${token}

Entry for the file that EDGE_TOKENS_FILE names (scopes: read, or read and plan):

  - { name: ${JSON.stringify(name)}, sha256: ${sha256}, scopes: [read] }
`;
}
