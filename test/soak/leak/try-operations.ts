import { readConfig } from '../../../src/config.js';
import { openLog } from '../../../src/server/log.js';
import { type RunningServer, startServer } from '../../../src/server/start.js';
import { openSeeing } from '../../../src/seeing/seeing.js';
import { Dice } from '../simulator/dice.js';
import type { SoakOptions, SoakResult } from '../soak.js';
import { Callers, type Ending } from './callers.js';
import { collectedHeap, countResources, leftOver } from './leftovers.js';
import { makeOperation } from './operations.js';
import { startLab } from './lab-process.js';
import { readGauges } from './gauges.js';

const atOnce = 16;
const maxBytes = 4 * 2 ** 20;

export interface LeakOptions extends SoakOptions {
  /** After so many operations, and from then on after as many again, the heap is weighed; 0: never. */
  readonly weighEvery: number;
}

/** Share by which the heap may be larger at the end than when it was weighed first. */
const tolerance = 0.1;

/**
 * Asks a gateway that runs in this process operations of all kinds, honest and not, some of whose callers leave, while
 * the server cuts connections and fails now and then; then looks for what is left of them.
 */
export async function tryOperations({ seed, size, weighEvery }: LeakOptions): Promise<SoakResult> {
  const failures: string[] = [];
  const counts: Record<string, number> = {};
  const lab = await startLab(seed);
  const before = countResources();
  const gateway = await startGateway(lab.url);
  const heaps: number[] = [];
  const dice = new Dice(seed);
  for (let asked = 0; asked < size;) {
    const block = Math.min(weighEvery || size, size - asked);
    await askMany(gateway.url, dice, block, counts);
    asked += block;
    if (weighEvery > 0) heaps.push(await collectedHeap());
  }
  const busy = await readGauges(gateway.metricsUrl ?? '', maxBytes);
  failures.push(...busy.faults);
  await gateway.close();
  const left = await leftOver(before);
  failures.push(...left.map((what) => `left over when the gateway is closed: ${what}`));
  await lab.stop();
  failures.push(...judgeHeaps(heaps));
  return { counts: { ...counts, ...busy.counts, ...megabytes(heaps) }, failures };
}

function startGateway(url: string): Promise<RunningServer> {
  const config = readConfig({
    RUNDB_URL: url,
    PORT: '0',
    METRICS_PORT: '0',
    CACHE_MAX_BYTES: String(maxBytes),
  });
  return openSeeing(config.seeing).then((seeing) =>
    startServer(config, { log: openLog('info', { write: () => undefined }), seeing }),
  );
}

/** So many operations, by callers who come and go with them. */
async function askMany(
  url: string,
  dice: Dice,
  count: number,
  counts: Record<string, number>,
): Promise<void> {
  const callers = new Callers(url, atOnce);
  let left = count;
  const askOn = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const operation = makeOperation(dice);
      note(counts, operation.kind, await callers.ask(operation));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  callers.leave();
}

function note(counts: Record<string, number>, kind: string, ending: Ending): void {
  for (const what of ['operations', `operations: ${kind}`, `ended: ${ending}`]) {
    counts[what] = (counts[what] ?? 0) + 1;
  }
}

function judgeHeaps([first, ...others]: readonly number[]): readonly string[] {
  const last = others.at(-1);
  if (first === undefined || last === undefined || last <= first * (1 + tolerance)) return [];
  return [`the heap has grown from ${first} to ${last} bytes`];
}

function megabytes(heaps: readonly number[]): Readonly<Record<string, number>> {
  const rounded = heaps.map((bytes) => Math.round((bytes / 2 ** 20) * 10) / 10);
  const [first, last] = [rounded[0], rounded.at(-1)];
  return first === undefined || last === undefined
    ? {}
    : {
        'heap in MB, weighed first': first,
        'heap in MB, most': Math.max(...rounded),
        'heap in MB, at the end': last,
      };
}
