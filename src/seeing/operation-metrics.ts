import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** One GraphQL request that has ended, however it did. */
export interface EndedOperation {
  /** `query` or `mutation`; undefined where it never became an operation. */
  readonly operationType?: string;
  /** HTTP status; undefined when the caller left before the answer. */
  readonly status?: number;
  /** Name of the operation in the configuration, where it is one of those. */
  readonly document?: string;
  readonly codes: readonly string[];
  readonly ms: number;
  readonly upstreamRequests: number;
}

export interface OperationMetrics {
  began(): void;
  ended(done: EndedOperation): void;
}

/** Seconds: what a browser's user feels as quick, up to the longest time that a mutation may take. */
const durations = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];
const requestCounts = [0, 1, 2, 5, 10, 20, 50, 100, 500];

/**
 * Operation names are the callers' to choose, and so are no labels: each would be a series of its own for ever. Those of
 * the configuration are.
 */
export function operationMetrics(register: Registry): OperationMetrics {
  const inFlight = new Gauge({
    name: 'rundb_graphql_operations_in_flight',
    help: 'GraphQL requests that are being answered.',
    registers: [register],
  });
  const operations = new Counter({
    name: 'rundb_graphql_operations_total',
    help: 'GraphQL requests by type and outcome: ok, partial (data and errors), refused (4xx), failed (5xx), gone.',
    labelNames: ['type', 'outcome', 'document'],
    registers: [register],
  });
  const errors = new Counter({
    name: 'rundb_graphql_errors_total',
    help: 'Errors in answers, by their code.',
    labelNames: ['code'],
    registers: [register],
  });
  const duration = new Histogram({
    name: 'rundb_graphql_operation_duration_seconds',
    help: 'Time from the arrival of a GraphQL request to its answer.',
    labelNames: ['type', 'document'],
    buckets: durations,
    registers: [register],
  });
  const upstreamRequests = new Histogram({
    name: 'rundb_graphql_operation_upstream_requests',
    help: 'Requests to Torrent Servers that one GraphQL request caused.',
    buckets: requestCounts,
    registers: [register],
  });
  return {
    began: () => inFlight.inc(),
    ended: (done) => {
      const { operationType: type = 'none', document = 'other' } = done;
      inFlight.dec();
      operations.inc({ type, outcome: outcomeOf(done), document });
      for (const code of done.codes) errors.inc({ code });
      duration.observe({ type, document }, done.ms / 1000);
      upstreamRequests.observe(done.upstreamRequests);
    },
  };
}

function outcomeOf({ status, codes }: EndedOperation): string {
  if (status === undefined) return 'gone';
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return codes.length > 0 ? 'partial' : 'ok';
}
