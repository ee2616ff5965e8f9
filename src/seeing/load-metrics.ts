import { Counter, Gauge, type Registry } from 'prom-client';
import type { ConnectionState } from '../context.js';

/** How busy the way to a server is at the moment of looking, and what was held back from it. */
export function loadMetrics(register: Registry): (server: string, load: ConnectionState) => void {
  const common = { labelNames: ['server'], registers: [register] };
  const running = new Gauge({
    name: 'rundb_graphql_upstream_in_service',
    help: 'Requests to a Torrent Server that are under way.',
    ...common,
  });
  const waiting = new Gauge({
    name: 'rundb_graphql_upstream_queued',
    help: 'Requests to a Torrent Server that wait for their turn.',
    ...common,
  });
  const open = new Gauge({
    name: 'rundb_graphql_circuit_open',
    help: '1 while nothing but probes is sent to a Torrent Server as it does not answer, else 0.',
    ...common,
  });
  const retried = new Counter({
    name: 'rundb_graphql_upstream_retries_total',
    help: 'Requests to Torrent Servers that were sent again.',
    ...common,
  });
  const joined = new Counter({
    name: 'rundb_graphql_upstream_shared_total',
    help: 'Requests that were not sent, as an equal one of the same caller was under way.',
    ...common,
  });
  const refused = new Counter({
    name: 'rundb_graphql_upstream_refused_total',
    help: 'Requests that were not sent, as the queue was full or the server does not answer.',
    labelNames: ['server', 'reason'],
    registers: [register],
  });
  let told: Readonly<Record<string, ConnectionState>> = {};
  return (server, load) => {
    const before = told[server];
    told = { ...told, [server]: load };
    running.set({ server }, load.running);
    waiting.set({ server }, load.waiting);
    open.set({ server }, load.circuit === 'closed' ? 0 : 1);
    retried.inc({ server }, load.retried - (before?.retried ?? 0));
    joined.inc({ server }, load.joined - (before?.joined ?? 0));
    refused.inc({ server, reason: 'queue' }, load.overflowed - (before?.overflowed ?? 0));
    refused.inc({ server, reason: 'circuit' }, load.refused - (before?.refused ?? 0));
  };
}
