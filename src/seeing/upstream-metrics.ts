import { Counter, Histogram, type Registry } from 'prom-client';
import type { UpstreamCall } from '../context.js';

/** Seconds: from a single row to the longest wait for an answer. */
const durations = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

/** Servers are those of the configuration and resources those that are declared: callers make no series. */
export function upstreamMetrics(register: Registry): (call: UpstreamCall) => void {
  const requests = new Counter({
    name: 'rundb_graphql_upstream_requests_total',
    help: 'Requests to Torrent Servers by HTTP status, or by what became of them where no whole answer came.',
    labelNames: ['server', 'resource', 'method', 'status'],
    registers: [register],
  });
  const duration = new Histogram({
    name: 'rundb_graphql_upstream_request_duration_seconds',
    help: 'Time of a request to a Torrent Server, without its wait for a free place.',
    labelNames: ['server', 'resource'],
    buckets: durations,
    registers: [register],
  });
  const queued = new Histogram({
    name: 'rundb_graphql_upstream_queue_duration_seconds',
    help: 'Time that a request to a Torrent Server waited for its turn.',
    labelNames: ['server'],
    buckets: durations,
    registers: [register],
  });
  const bytes = new Counter({
    name: 'rundb_graphql_upstream_response_bytes_total',
    help: 'Bytes of the bodies that Torrent Servers answered, decompressed.',
    labelNames: ['server'],
    registers: [register],
  });
  return ({ server, resource, method, status, failure, ms, queuedMs, bytes: read }) => {
    requests.inc({ server, resource, method, status: failure ?? String(status ?? 'none') });
    duration.observe({ server, resource }, ms / 1000);
    queued.observe({ server }, queuedMs / 1000);
    bytes.inc({ server }, read);
  };
}
