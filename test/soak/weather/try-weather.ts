import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startSimulator, type Simulator } from '../../../src/simulator/server.js';
import { readConfig } from '../../../src/config.js';
import { openLog } from '../../../src/server/log.js';
import { type RunningServer, startServer } from '../../../src/server/start.js';
import { mostAtOnce } from '../../support/most-at-once.js';
import { withOverlay } from '../answers/open-lab.js';
import { Tally } from '../answers/tally.js';
import { Dice } from '../simulator/dice.js';
import type { SoakResult } from '../soak.js';
import { complaintOf, type Given } from './compare.js';
import { KINDS } from './kinds.js';
import { type Ask, type Known, knowQuestions } from './questions.js';

export interface WeatherOptions {
  readonly seed: number;
  readonly callers: number;
  /** Different operations. */
  readonly questions: number;
  /** Of each kind of weather: so many operations, or so many milliseconds. */
  readonly each: { readonly operations: number } | { readonly ms: number };
  /** Milliseconds. */
  readonly deadline: number;
  /** Whether what the clock and the memory say counts: not on a machine that does other things beside. */
  readonly isMeasured: boolean;
}

const cap = 6;
const mostQueued = 200;
/** Milliseconds in which everything is answered again after the weather. */
const recovery = 5_000;
/** Of the heap, between the end of the first and the last weather. */
const mostGrowth = 1.25;

interface Trial {
  readonly options: WeatherOptions;
  readonly simulator: Simulator;
  readonly ask: Ask;
  readonly known: readonly Known[];
  readonly tally: Tally;
  readonly failures: string[];
  /** Of each kind's end, megabytes. */
  readonly heaps: number[];
}

/** Callers ask what has a known answer while the weather is bad: nobody may be told anything wrong. */
export function tryWeather(options: WeatherOptions): Promise<SoakResult> {
  return withOverlay((overlay) => tryInLab(options, overlay));
}

async function tryInLab(options: WeatherOptions, overlay: string): Promise<SoakResult> {
  const simulator = await startSimulator({ overlays: [overlay] });
  const gateway = await open(simulator, options);
  const tally = new Tally();
  const failures: string[] = [];
  const complain = (error: unknown) => failures.push(`nobody caught: ${String(error)}`);
  process.on('unhandledRejection', complain);
  try {
    const ask = askAt(gateway.url);
    const known = await knowQuestions(simulator, ask, { seed: options.seed, count: options.questions });
    const trial: Trial = { options, simulator, ask, known, tally, failures, heaps: [] };
    for (const kind of Object.keys(KINDS)) await endure(trial, kind);
    checkHeap(trial);
    return { counts: tally.all, failures };
  } finally {
    simulator.setWeather();
    await gateway.close();
    await simulator.close();
    process.off('unhandledRejection', complain);
  }
}

function open({ url }: Simulator, { deadline }: WeatherOptions): Promise<RunningServer> {
  const config = readConfig({
    RUNDB_URL: url,
    PORT: '0',
    CACHE: 'off',
    REQUEST_TIMEOUT_MS: String(deadline),
    RUNDB_RESPONSE_TIMEOUT_MS: String(Math.round(deadline / 3)),
    RUNDB_MAX_CONCURRENT: String(cap),
    RUNDB_MAX_QUEUED: String(mostQueued),
  });
  return startServer(config, { log: openLog('silent') });
}

const authorization = 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6';

function askAt(url: string): Ask {
  return async ({ query, variables }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: (await response.json()) as Given };
  };
}

async function endure(trial: Trial, kind: string): Promise<void> {
  const { options, simulator, tally, failures } = trial;
  const dice = new Dice(options.seed);
  simulator.log.clear();
  simulator.setWeather(KINDS[kind]);
  const took: number[] = [];
  const end = performance.now() + ('ms' in options.each ? options.each.ms : Infinity);
  let left = 'operations' in options.each ? options.each.operations : Infinity;
  const call = async () => {
    while (left > 0 && performance.now() < end) {
      left -= 1;
      took.push(await askOne(trial, kind, dice.pick(trial.known)));
    }
  };
  await Promise.all(Array.from({ length: options.callers }, call));
  // Those that were dropped seem to end later than they do.
  const most = mostAtOnce(simulator.log.entries.filter(({ status }) => status !== null && status > 0));
  if (most > cap) failures.push(`${kind}: ${most} requests at once, at most ${cap} are right`);
  tally.add(`${kind}: most requests at once`, most);
  await recover(trial, kind, took);
}

async function askOne({ ask, tally, failures }: Trial, kind: string, question: Known): Promise<number> {
  const started = performance.now();
  const { status, body } = await ask(question);
  const took = performance.now() - started;
  const complaint = status === 200 ? complaintOf(question.right, body) : `HTTP ${status}`;
  if (complaint !== undefined) failures.push(`${kind}: ${complaint}\n${question.query}`);
  tally.add('operations');
  tally.add(`${kind}: answers ${body.errors ? 'with errors' : 'that are whole'}`);
  return took;
}

/** After the weather all is answered again. */
async function recover(trial: Trial, kind: string, took: readonly number[]): Promise<void> {
  const { options, simulator, ask, known, tally, failures, heaps } = trial;
  simulator.setWeather();
  const started = performance.now();
  for (const question of known.slice(0, 3)) {
    for (;;) {
      const { body } = await ask(question);
      const complaint = complaintOf(question.right, body);
      if (complaint !== undefined) failures.push(`after ${kind}: ${complaint}`);
      if (!body.errors) break;
      if (performance.now() - started > 4 * recovery) throw new Error(`after ${kind}: it never ended`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  if (!options.isMeasured) return;
  const waited = Math.round(performance.now() - started);
  const slow = Math.round(percentile(took, 0.99));
  tally.add(`${kind}: ms of 99 % of the answers`, slow);
  tally.add(`${kind}: ms until it was over`, waited);
  if (waited > recovery) failures.push(`${kind}: over only after ${waited} ms`);
  if (slow > options.deadline * 1.05) failures.push(`${kind}: 1 % of the answers took more than ${slow} ms`);
  simulator.log.clear();
  heaps.push(heapNow());
}

const percentile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * share)] ?? 0;

/** Megabytes in use after a collection. */
function heapNow(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}

function checkHeap({ heaps, tally, failures }: Trial): void {
  const [first, last] = [heaps[0], heaps.at(-1)];
  if (first === undefined || last === undefined) return;
  tally.add('heap after the first weather, MB', first);
  tally.add('heap after the last weather, MB', last);
  if (last > first * mostGrowth) failures.push(`the heap has grown from ${first} to ${last} MB`);
}
