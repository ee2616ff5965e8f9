import { setTimeout as pause } from 'node:timers/promises';

/** What the gateway says of itself when nobody asks it anything any more. */
export interface Gauges {
  readonly counts: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

const patience = { tries: 100, ms: 50 };

/** Gauges of what is under way or waits; nothing may be. */
const isOfWork = (name: string) =>
  /_(in_flight|waiting|queued?)(_|$)/.test(name) && !/_(bucket|sum|count|total)$/.test(name);

/** Reads `/metrics` once all work is done, or will not end. @param most bytes that the caches may hold */
export async function readGauges(url: string, most: number): Promise<Gauges> {
  let gauges = await read(url);
  for (let tries = 0; tries < patience.tries && working(gauges).length > 0; tries += 1) {
    await pause(patience.ms);
    gauges = await read(url);
  }
  const bytes = sumOf(gauges, 'rundb_graphql_cache_bytes');
  return {
    counts: {
      'entries in the caches': sumOf(gauges, 'rundb_graphql_cache_entries'),
      'bytes in the caches': bytes,
    },
    faults: [
      ...working(gauges).map(([series, value]) => `still at work: ${series} ${value}`),
      ...(bytes > most ? [`the caches hold ${bytes} bytes, at most ${most} are right`] : []),
    ],
  };
}

type Series = readonly (readonly [series: string, value: number])[];

const nameOf = (series: string) => series.split('{')[0] ?? '';

const working = (gauges: Series) =>
  gauges.filter(([series, value]) => isOfWork(nameOf(series)) && value !== 0);

const sumOf = (gauges: Series, name: string) =>
  gauges.filter(([series]) => nameOf(series) === name).reduce((sum, [, value]) => sum + value, 0);

async function read(url: string): Promise<Series> {
  const text = await (await fetch(url, { headers: { connection: 'close' } })).text();
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))] as const;
    });
}
