import type { Soak } from '../soak.js';
import { tryOperations } from './try-operations.js';

export const leakSoak: Soak = {
  about:
    'Operations of all kinds, honest and not, by callers some of whom leave while they wait, of a server that cuts ' +
    'connections and fails now and then. When they are done nothing is under way or waits, the caches are within their ' +
    'bound, and when the gateway is closed no timer and no socket is left; the heap, after a collection of all garbage, is ' +
    'at most a tenth larger at the end than after the first 20,000.',
  size: 200_000,
  run: ({ seed, size }) => tryOperations({ seed, size, weighEvery: 20_000 }),
};
