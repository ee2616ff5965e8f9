import { Registry } from 'prom-client';
import type { OnUpstreamCall, ServerReport } from '../context.js';
import { type OperationMetrics, operationMetrics } from './operation-metrics.js';
import { processMetrics } from './process-metrics.js';
import { serverMetrics } from './server-metrics.js';
import { upstreamMetrics } from './upstream-metrics.js';

/** What the gateway counts of its work, for Prometheus. No label's values are a caller's to choose. */
export interface Metrics {
  readonly operation: OperationMetrics;
  readonly upstreamCall: OnUpstreamCall;
  /** All of it in Prometheus's text form, with the servers as they are now. */
  render(servers: readonly ServerReport[]): Promise<string>;
  /** Media type of what `render` gives. */
  readonly contentType: string;
}

export function openMetrics(): Metrics {
  const register = new Registry();
  const noteServers = serverMetrics(register);
  return {
    operation: operationMetrics(register),
    upstreamCall: upstreamMetrics(register),
    contentType: register.contentType,
    render: async (servers) => {
      noteServers(servers);
      return `${await register.metrics()}\n${await processMetrics().metrics()}`;
    },
  };
}
