import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Names and values as they may lie in a store that others can read. */
export interface Seal {
  nameOf(name: string): string;
  seal(name: string, value: Buffer): Buffer;
  /** Undefined for what was not sealed under this name with the same secret. */
  open(name: string, sealed: Buffer): Buffer | undefined;
}

/** A key of its own for each use of the secret. */
export function deriveKey(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'rundb-graphql caches', use, 32));
}

/**
 * Values are encrypted and bound to their names, so that whoever can write into the store can neither read them nor show
 * one caller's to another; names are keyed hashes, as they tell what was asked.
 */
export function openSeal(secret: string): Seal {
  const nameKey = deriveKey(secret, 'names');
  const valueKey = deriveKey(secret, 'values');
  return {
    nameOf: (name) => `rundb-graphql:${createHmac('sha256', nameKey).update(name).digest('base64url')}`,
    seal(name, value) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', valueKey, iv).setAAD(Buffer.from(name));
      const text = Buffer.concat([cipher.update(value), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]);
    },
    open(name, sealed) {
      try {
        const options = { authTagLength: tagBytes };
        const iv = sealed.subarray(0, ivBytes);
        const decipher = createDecipheriv('aes-256-gcm', valueKey, iv, options).setAAD(Buffer.from(name));
        decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
        return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
