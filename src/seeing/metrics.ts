import { Registry } from 'prom-client';
import type { Gateway, OnCacheUse, OnUpstreamCall, ServerReport } from '../context.js';
import { cacheMetrics } from './cache-metrics.js';
import { type OperationMetrics, operationMetrics } from './operation-metrics.js';
import { processMetrics } from './process-metrics.js';
import { serverMetrics } from './server-metrics.js';
import { upstreamMetrics } from './upstream-metrics.js';

/** How things are at the moment of looking. */
export interface Sight {
  readonly servers: readonly ServerReport[];
  readonly store: Gateway['caches']['state'];
}

/** What the gateway counts of its work, for Prometheus. No label's values are a caller's to choose. */
export interface Metrics {
  readonly operation: OperationMetrics;
  readonly upstreamCall: OnUpstreamCall;
  readonly cacheUse: OnCacheUse;
  /** All of it in Prometheus's text form. */
  render(sight: Sight): Promise<string>;
  /** Media type of what `render` gives. */
  readonly contentType: string;
}

export function openMetrics(): Metrics {
  const register = new Registry();
  const noteServers = serverMetrics(register);
  const caches = cacheMetrics(register);
  return {
    operation: operationMetrics(register),
    upstreamCall: upstreamMetrics(register),
    cacheUse: caches.used,
    contentType: register.contentType,
    render: async ({ servers, store }) => {
      noteServers(servers);
      caches.noteStore(store);
      return `${await register.metrics()}\n${await processMetrics().metrics()}`;
    },
  };
}
