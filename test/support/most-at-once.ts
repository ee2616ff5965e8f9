import type { LogEntry } from '../../src/simulator/http/request-log.js';

/** How many of the requests were in service at the same time, at the most; those without an end still are. */
export function mostAtOnce(entries: readonly LogEntry[]): number {
  const steps = entries.flatMap(({ start, end }) => [
    { at: start, step: 1 },
    ...(end === null ? [] : [{ at: end, step: -1 }]),
  ]);
  // Where one ends as another begins, they were not in service together.
  steps.sort((one, other) => one.at - other.at || one.step - other.step);
  let count = 0;
  let most = 0;
  for (const { step } of steps) {
    count += step;
    most = Math.max(most, count);
  }
  return most;
}
