import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

/** Where answers of the Torrent Servers are kept for a short time. */
export interface CachesConfig {
  readonly store: 'off' | 'memory' | 'redis';
  /** Bytes in memory. */
  readonly maxBytes: number;
  /** Milliseconds that an answer may be served beyond its time while its server is down. */
  readonly staleFor: number;
  readonly redis?: { readonly url: string; readonly secret: string };
}

const stores = ['off', 'memory', 'redis'] as const;

export const cachesVariables = {
  CACHE: setting(`one of ${stores.join(', ')}`, (text) => stores.find((store) => store === text)).default(
    'memory',
  ),
  CACHE_MAX_BYTES: wholeNumber(1_000_000, 100_000_000_000).default(64_000_000),
  CACHE_STALE_MS: wholeNumber(0, 86_400_000).default(600_000),
  // Faults must not repeat them: both hold secrets.
  REDIS_URL: z.string().optional(),
  CACHE_SECRET: z.string().optional(),
  CACHE_SECRET_FILE: z.string().optional(),
};

type Told = z.output<z.ZodObject<typeof cachesVariables>>;

const shortestSecret = 32;

export function readCaches(told: Told): { caches: CachesConfig; faults: string[] } {
  const { CACHE: store, CACHE_MAX_BYTES: maxBytes, CACHE_STALE_MS: staleFor } = told;
  const faults: string[] = [];
  const base = { store, maxBytes, staleFor };
  if (store !== 'redis') {
    const names = ['REDIS_URL', 'CACHE_SECRET', 'CACHE_SECRET_FILE'] as const;
    const idle = names.filter((name) => told[name] !== undefined);
    return { caches: base, faults: idle.map((name) => `${name}: only with CACHE=redis`) };
  }
  const url = told.REDIS_URL ?? '';
  if (url === '') faults.push('REDIS_URL: is missing, as CACHE=redis');
  else if (!/^rediss?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    faults.push('REDIS_URL: must be an address such as redis://redis.lab:6379');
  }
  const secret = readSecret(told, faults);
  return { caches: { ...base, redis: { url, secret } }, faults };
}

function readSecret({ CACHE_SECRET: secret, CACHE_SECRET_FILE: file }: Told, faults: string[]): string {
  if (secret !== undefined && file !== undefined) {
    faults.push('CACHE_SECRET and CACHE_SECRET_FILE: only one of them');
  }
  const told = secret ?? (file === undefined ? '' : readFile(file, faults));
  if (told !== undefined && told.length < shortestSecret) {
    faults.push(
      `CACHE_SECRET: at least ${shortestSecret} characters, the same for all gateways that share the Redis`,
    );
  }
  return told ?? '';
}

function readFile(path: string, faults: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    faults.push(
      `CACHE_SECRET_FILE: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}
