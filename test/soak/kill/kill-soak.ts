import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Soak } from '../soak.js';
import { tryLosses } from './try-losses.js';

/** The sources that the soak's own are beside, made into programs with them. */
const beside = fileURLToPath(new URL('../../../src', import.meta.url));
const isBuilt = existsSync(new URL('../../../src/main.js', import.meta.url));

export const killSoak: Soak = {
  about:
    'Two gateways that share a Redis, behind nginx, with twelve callers who ask and order plans. One gateway is killed in the ' +
    'midst of its work, and started again; the other one is stopped by SIGTERM, and started again; so many times, in turn. ' +
    'Every answer is right, or an error of the proxy to a request that was under way when a gateway was killed; ' +
    'stopping a gateway costs nobody his answer; each order has one plan.',
  size: 20,
  run: ({ seed, size }) => tryLosses({ seed, size, ...(isBuilt && { built: beside }) }),
};
