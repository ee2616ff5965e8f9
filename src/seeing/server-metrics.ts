import { Gauge, type Registry } from 'prom-client';
import type { ServerReport } from '../context.js';
import { loadMetrics } from './load-metrics.js';

/** How the servers are at the moment of looking. */
export function serverMetrics(register: Registry): (reports: readonly ServerReport[]) => void {
  const up = new Gauge({
    name: 'rundb_graphql_server_up',
    help: '1 while a Torrent Server answers as it should, else 0.',
    labelNames: ['server'],
    registers: [register],
  });
  const info = new Gauge({
    name: 'rundb_graphql_server_info',
    help: 'Always 1: the release that a Torrent Server runs, as far as it is known.',
    labelNames: ['server', 'version'],
    registers: [register],
  });
  const noteLoad = loadMetrics(register);
  return (reports) => {
    // A release that was replaced must not stay beside the new one.
    info.reset();
    for (const { name: server, status, version, load } of reports) {
      noteLoad(server, load);
      up.set({ server }, status === 'UP' ? 1 : 0);
      if (version !== undefined) info.set({ server, version }, 1);
    }
  };
}
