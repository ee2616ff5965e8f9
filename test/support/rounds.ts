import type { LogEntry } from '../../src/simulator/http/request-log.js';
import type { Weather } from '../../src/simulator/weather/weather.js';
import type { TestGateway } from './gateway.js';

/**
 * How many rounds one after the other an operation took: a request that starts only after another has ended belongs to
 * a later round. Plain where no request ends before its whole round has started, as in `askInRounds`.
 */
export function roundsOf(requests: readonly LogEntry[]): number {
  const rounds = new Map<LogEntry, number>();
  for (const request of requests.toSorted((one, other) => one.start - other.start)) {
    const before = requests.filter(({ end }) => end !== null && end <= request.start);
    rounds.set(request, 1 + Math.max(0, ...before.map((earlier) => rounds.get(earlier) ?? 0)));
  }
  return Math.max(0, ...rounds.values());
}

const closed: Weather = { rules: [{ hang: true }] };
/** Milliseconds without a new request after which none is to be expected before one of those waiting is answered. */
const silence = 40;

/** The requests of an operation, of which none is answered before all that do not wait for it have come. */
export async function askInRounds(
  { simulator, data }: TestGateway,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
): Promise<readonly LogEntry[]> {
  simulator.setWeather(closed);
  let isOver = false;
  const answer = data(query, variables).finally(() => (isOver = true));
  while (!isOver) {
    await quiet(() => simulator.log.entries.length);
    const waiting = simulator.log.entries.filter(({ end }) => end === null);
    // Whoever waits for the weather to change goes on; whoever comes later waits for the next change.
    simulator.setWeather(closed);
    while (waiting.some(({ end }) => end === null)) await pause();
  }
  await answer;
  simulator.setWeather();
  return simulator.log.entries;
}

async function quiet(count: () => number): Promise<void> {
  for (let seen = -1; seen !== count();) {
    seen = count();
    await pause();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, silence));
