import type { LogEntry } from '../../src/simulator/http/request-log.js';

/**
 * How many rounds one after the other an operation took: a request that starts only after another has ended belongs to
 * a later round. Plain where every request takes its time, which the simulator's weather can see to.
 */
export function roundsOf(requests: readonly LogEntry[]): number {
  const rounds = new Map<LogEntry, number>();
  for (const request of requests.toSorted((one, other) => one.start - other.start)) {
    const before = requests.filter(({ end }) => end !== null && end <= request.start);
    rounds.set(request, 1 + Math.max(0, ...before.map((earlier) => rounds.get(earlier) ?? 0)));
  }
  return Math.max(0, ...rounds.values());
}
