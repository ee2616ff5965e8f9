import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What makes a server's certificate trusted; without it the machine's own authorities do. */
export interface CertificateConfig {
  /** Certificates of authorities, PEM. */
  readonly authorities?: string;
  /** SHA-256 of the one certificate to accept, 64 hexadecimal digits in lower case. */
  readonly fingerprint?: string;
}

/** As `openssl x509 -fingerprint -sha256` prints it, or without the colons. */
export const fingerprint = z
  .string('must be a text')
  .transform((text) => text.replaceAll(':', '').toLowerCase())
  .refine((text) => /^[0-9a-f]{64}$/.test(text), 'must be the SHA-256 fingerprint of a certificate');

/** PEM file of the authorities that sign a server's certificate. */
export const caFile = z.string('must be a text').transform((path, context) => {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
    context.addIssue({ code: 'custom', message: 'holds no certificate (PEM)' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.addIssue({ code: 'custom', message: `cannot be read: ${reason}` });
  }
  return z.NEVER;
});

export function certificateOf(
  authorities: string | undefined,
  pinned: string | undefined,
): CertificateConfig | undefined {
  if (authorities === undefined && pinned === undefined) return undefined;
  return {
    ...(authorities !== undefined && { authorities }),
    ...(pinned !== undefined && { fingerprint: pinned }),
  };
}
