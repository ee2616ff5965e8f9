import { Counter, Gauge, type Registry } from 'prom-client';
import type { Gateway, OnCacheUse } from '../context.js';

export interface CacheMetrics {
  readonly used: OnCacheUse;
  /** How it is with the store at the moment of looking. */
  noteStore(state: Gateway['caches']['state']): void;
}

export function cacheMetrics(register: Registry): CacheMetrics {
  const looks = new Counter({
    name: 'rundb_graphql_cache_looks_total',
    help: 'Answers looked for in the caches: hit, shared (somebody was waiting for it), miss, stale (server lost).',
    labelNames: ['server', 'resource', 'outcome'],
    registers: [register],
  });
  const isUp = new Gauge({
    name: 'rundb_graphql_cache_store_up',
    help: '1 while the store of the caches answers; without it answers are slower, not wrong.',
    labelNames: ['kind'],
    registers: [register],
  });
  const entries = new Gauge({
    name: 'rundb_graphql_cache_entries',
    help: 'Answers that are kept in memory; none where Redis keeps them.',
    registers: [register],
  });
  const bytes = new Gauge({
    name: 'rundb_graphql_cache_bytes',
    help: 'Bytes of the answers that are kept in memory; none where Redis keeps them.',
    registers: [register],
  });
  return {
    used: (server, { resource, outcome, count }) => looks.inc({ server, resource, outcome }, count),
    noteStore: (state) => {
      isUp.set({ kind: state.kind }, state.isUp ? 1 : 0);
      entries.set(state.entries ?? 0);
      bytes.set(state.bytes ?? 0);
    },
  };
}
