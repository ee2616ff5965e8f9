import { Agent } from 'node:http';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { type Answer, ask } from '../../support/ask.js';
import type { SoakOptions, SoakResult } from '../soak.js';
import { isAllowedStatus } from './allowed-statuses.js';
import { type Case, curlLine, type Place } from './case.js';
import { type Catalogue, readCatalogue } from './catalogue.js';
import { checkList } from './check-list.js';
import { checkShape, type Complaint } from './check-shape.js';
import { Dice } from './dice.js';
import { makeCase } from './make-case.js';
import { StderrWatch } from './watch-stderr.js';

/** Requests change rows, so a lab serves so many and then a fresh one takes over. */
const PER_LAB = 250;
/** Longer than any answer takes that is to come. */
const PATIENCE = 60_000;

const PLACES: Readonly<Record<Place, string>> = {
  list: 'lists',
  object: 'objects',
  set: 'sets',
  schema: 'schemas',
  elsewhere: 'other paths',
};

class Tally {
  private readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** In the order of the names. */
  get all(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

interface Trial {
  readonly simulator: Simulator;
  readonly catalogue: Catalogue;
  readonly agent: Agent;
  readonly stderr: StderrWatch;
  readonly tally: Tally;
}

function answerIn(time: number, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in ${time} ms`)), time);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function isPlainRead({ method, place, caller, override, parameters, headers }: Case): boolean {
  const isOdd = parameters.some(([name]) => name === 'callback' || name === 'format') || 'X-Long' in headers;
  const isJson = headers['Accept'] === undefined || headers['Accept'] === 'application/json';
  return (
    method === 'GET' && place === 'list' && caller === 'known' && override === undefined && !isOdd && isJson
  );
}

function judgeRows({ simulator, catalogue, tally }: Trial, asked: Case, answer: Answer): Complaint {
  if (!isPlainRead(asked) || answer.status === 414) return undefined;
  const { complaint, isCompared } = checkList(
    simulator.lab,
    catalogue,
    asked.resource,
    asked.parameters,
    answer,
  );
  if (isCompared) tally.add('lists compared with the tables');
  return complaint;
}

function judge(trial: Trial, asked: Case, answer: Answer): Complaint {
  const { method, override = method } = asked;
  trial.tally.add(`answers to ${method === 'GET' ? 'GET' : 'other methods'}: ${answer.status}`);
  const said = trial.stderr.take();
  if (said !== undefined) return said;
  if (![method, override].some((name) => isAllowedStatus(name, asked.path, answer.status)))
    return `${method}: ${answer.status}`;
  return checkShape(asked, answer) ?? judgeRows(trial, asked, answer);
}

async function tryCase(trial: Trial, asked: Case): Promise<Complaint> {
  trial.tally.add(`requests of ${PLACES[asked.place]}`);
  try {
    const answer = await answerIn(PATIENCE, ask(trial.simulator.port, asked, trial.agent));
    return judge(trial, asked, answer);
  } catch (error) {
    return String(error);
  }
}

/** The requests from a number on that one lab serves, each made when the one before has been answered. */
async function tryLab(trial: Trial, first: number, { seed, size }: SoakOptions): Promise<string[]> {
  const failures: string[] = [];
  const dice = new Dice(seed * 1_000_003 + first);
  const { lab } = trial.simulator;
  for (let number = first; number < Math.min(first + PER_LAB, size + 1); number += 1) {
    const asked = makeCase({ dice, lab, catalogue: trial.catalogue });
    const complaint = await tryCase(trial, asked);
    if (complaint !== undefined) failures.push(tell(seed, number, complaint, asked));
  }
  return failures;
}

function tell(seed: number, number: number, complaint: string, asked: Case): string {
  const place = `seed ${seed}, request ${number}, the ${((number - 1) % PER_LAB) + 1}. of its lab`;
  return `${place}: ${complaint}\n  ${curlLine(asked)}`;
}

/** What stays the same whenever the requests are tried again. */
const NOW = new Date('2026-11-23T12:00:00Z');

/** Sends made-up requests of all kinds to simulators, one after the other, and judges the answers. */
export async function tryRequests(options: SoakOptions): Promise<SoakResult> {
  const [agent, stderr, tally] = [new Agent({ keepAlive: true }), new StderrWatch(), new Tally()];
  const failures: string[] = [];
  try {
    for (let first = 1; first <= options.size; first += PER_LAB) {
      const simulator = await startSimulator({ now: () => NOW });
      const catalogue = readCatalogue(simulator.lab);
      failures.push(...(await tryLab({ simulator, catalogue, agent, stderr, tally }, first, options)));
      await simulator.close();
    }
  } finally {
    agent.destroy();
    stderr.close();
  }
  return { counts: tally.all, failures };
}
