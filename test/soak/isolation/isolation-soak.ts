import type { Soak } from '../soak.js';
import { tryCallers } from './try-callers.js';

export const isolationSoak: Soak = {
  about:
    'Callers of all kinds ask four gateways, 20 questions at once: with keys, passwords and tokens that are good, wrong, ' +
    'withdrawn meanwhile, of a disabled user, or without the scope. Two gateways share their caches in Redis, one keeps its ' +
    'own in memory, one asks with a service account. The server prints what each credential is shown under a mark of its own, ' +
    'and is down now and then: no answer and no entry in Redis holds the mark of another, and who may see nothing finds ' +
    'nothing.',
  size: 10_000,
  run: ({ seed, size }) => tryCallers(seed, size),
};
