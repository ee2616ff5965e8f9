import { createServer } from 'node:http';
import type { MetricsConfig } from '../config.js';
import type { Gateway } from '../context.js';
import type { Metrics } from '../seeing/seeing.js';
import { checkWithin } from './health.js';
import { countInFlight } from './in-flight.js';
import { listenAt } from './listen-at.js';
import { listen, type Route } from './listener.js';
import type { Log } from './log.js';
import { HttpRefusal, methodNotAllowed, type Reply } from './reply.js';

/** What `/metrics` needs. */
export interface MetricsSource {
  readonly metrics: Metrics;
  readonly gateway: Gateway;
  /** Longest time that is waited for the Torrent Servers; later they are told as they were. */
  readonly patienceMs: number;
}

export async function answerMetrics({ metrics, gateway, patienceMs }: MetricsSource): Promise<Reply> {
  const servers = (await checkWithin(gateway, patienceMs)) ?? [];
  const body = await metrics.render({ servers, store: gateway.caches.state });
  return { status: 200, headers: { 'content-type': metrics.contentType }, body };
}

/** Where `/metrics` is served. */
export interface MetricsPlace {
  /** Beside GraphQL. */
  readonly beside?: MetricsSource;
  /** Its address on a port of its own. */
  readonly url?: string;
  close(): Promise<void>;
}

/** Rejects when its own port cannot be listened at. */
export async function openMetricsPlace(
  config: MetricsConfig | undefined,
  { metrics, ...rest }: Omit<MetricsSource, 'metrics'> & { readonly metrics: Metrics | undefined },
  log: Log,
): Promise<MetricsPlace> {
  const nothing = { close: () => Promise.resolve() };
  if (!config || !metrics) return nothing;
  const source = { metrics, ...rest };
  if (config.at === 'main') return { beside: source, ...nothing };
  const inFlight = countInFlight();
  const server = createServer(listen(routeTo(source), inFlight, log));
  const origin = await listenAt(server, config);
  return { url: `${origin}/metrics`, close: () => inFlight.close(server, { idle: 0, grace: 0 }) };
}

/** `/metrics` and nothing else. */
function routeTo(source: MetricsSource): Route {
  return async ({ request: { method } }, path) => {
    if (path !== '/metrics') throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here but /metrics.');
    if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
    return answerMetrics(source);
  };
}
