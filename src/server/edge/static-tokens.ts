import { createHash, timingSafeEqual } from 'node:crypto';
import type { EdgeToken } from '../../config.js';

/** Finds whose token this is. Takes the same time for every text, so that nobody learns a token bit by bit. */
export function findToken(
  tokens: readonly EdgeToken[],
  text: string,
  now = new Date(),
): EdgeToken | undefined {
  const hash = createHash('sha256').update(text).digest();
  let found: EdgeToken | undefined;
  for (const token of tokens) {
    if (timingSafeEqual(hash, Buffer.from(token.sha256, 'hex'))) found = token;
  }
  return found?.expires && found.expires <= now ? undefined : found;
}
