import { setTimeout as wait } from 'node:timers/promises';
import { Dice } from '../simulator/dice.js';
import { ask } from './ask.js';
import { type Caller, credentials, ownCallers } from './callers.js';
import { readEntries } from './entries.js';
import { type Entrance, type House, openHouse, secret } from './house.js';
import { judge, type Situation } from './judge.js';
import { freshQuestion, makeQuestion, type Question } from './questions.js';

export interface Tried {
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Questions asked at once. */
const AT_ONCE = 20;
/** Share of the questions that are asked by those who may see something. */
const KNOWN = 0.7;
/** The longest step of time between two rounds, in milliseconds. */
const LONGEST_STEP = 12_000;
/** So often a server that was down is asked whether it is back, once in a fifth of a second. */
const MOST_PROBES = 100;

/** One run: the house, what is asked of it, and what came of that. */
class Run {
  readonly #counts = new Map<string, number>();
  readonly #failures: string[] = [];
  readonly #dice: Dice;
  readonly #house: House;
  #fresh = 1;
  #addresses = 0;

  constructor(seed: number, house: House) {
    this.#dice = new Dice(seed);
    this.#house = house;
  }

  async rounds(size: number): Promise<void> {
    for (let asked = 0, round = 0; asked < size; asked += AT_ONCE, round += 1) {
      this.#house.pass(this.#dice.below(LONGEST_STEP));
      // A run of any size sees each of them.
      const kind =
        ['fine', 'down', 'withdrawn'][round] ?? this.#dice.weighed({ fine: 8, down: 1, withdrawn: 1 });
      this.#count(`rounds: ${kind}`);
      if (kind === 'down') await this.#whileDown();
      else if (kind === 'withdrawn') await this.#whileWithdrawn();
      else await this.#round({ isDown: false });
    }
    await this.#lookIntoRedis();
  }

  get tried(): Tried {
    const counts = Object.fromEntries([...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1)));
    const needed = ['answers: asked', 'answers: kept', 'answers: stale', 'answers: refused'];
    const lacking = needed.filter((name) => !this.#counts.has(name)).map((name) => `there were no ${name}`);
    return { counts, failures: [...this.#failures, ...lacking] };
  }

  async #whileDown(): Promise<void> {
    this.#house.server.isDown = true;
    // Fresh answers would hide the outage.
    this.#house.pass(20_000);
    await this.#round({ isDown: true });
    this.#house.server.isDown = false;
    for (const entrance of this.#house.entrances) await this.#untilBack(entrance);
  }

  async #untilBack(entrance: Entrance): Promise<void> {
    const caller = entrance.callers.find(({ sees }) => sees !== undefined);
    for (let count = 0; caller && count < MOST_PROBES; count += 1) {
      const { text } = await ask(entrance.url, caller, freshQuestion(this.#fresh++), this.#address());
      if (!text.includes('UPSTREAM_') && !text.includes('"stale":true')) return;
      await wait(200);
    }
    this.#failures.push(`${entrance.name}: does not come back after an outage`);
  }

  async #whileWithdrawn(): Promise<void> {
    const withdrawn = this.#dice.pick(ownCallers.filter(({ sees }) => sees !== undefined));
    this.#house.server.refuse(credentials.get(withdrawn.name));
    for (const entrance of this.#house.entrances.filter(({ callers }) => callers.includes(withdrawn))) {
      // Asks for what is nowhere kept: so the gateway learns of it.
      await this.#one(entrance, withdrawn, freshQuestion(this.#fresh++), { isDown: false, isRefused: true });
    }
    await this.#round({ isDown: false, withdrawn });
    this.#house.server.refuse(undefined);
  }

  async #round({ isDown, withdrawn }: { isDown: boolean; withdrawn?: Caller }): Promise<void> {
    const questions = Array.from({ length: AT_ONCE }, () => {
      const entrance = this.#dice.pick(this.#house.entrances);
      const maySee = this.#dice.chance(KNOWN);
      const caller = this.#dice.pick(entrance.callers.filter(({ sees }) => (sees !== undefined) === maySee));
      const isPlanning = caller.mayPlan && !isDown && this.#dice.chance(0.05);
      return { entrance, caller, question: makeQuestion(this.#dice, isPlanning) };
    });
    await Promise.all(
      questions.map(({ entrance, caller, question }) =>
        this.#one(entrance, caller, question, { isDown, isRefused: caller === withdrawn }),
      ),
    );
  }

  async #one(entrance: Entrance, caller: Caller, question: Question, situation: Situation): Promise<void> {
    const told = await ask(entrance.url, caller, question, this.#address());
    const { kind, fault } = judge(caller, told, situation);
    this.#count(`answers: ${kind}`);
    if (caller.sees === undefined || situation.isRefused)
      this.#count('questions of those who may see nothing');
    if (told.text.includes('"created":true')) this.#count('plans made');
    if (fault === undefined) return;
    const where = `${caller.name} at ${entrance.name}${situation.isDown ? ', the server being down,' : ''}`;
    this.#failures.push(`${where} ${fault}\n${question.query}\n${told.text.slice(0, 600)}`);
  }

  async #lookIntoRedis(): Promise<void> {
    if (!this.#house.redis) return;
    const { read, marked, faults } = await readEntries(this.#house.redis, secret);
    this.#counts.set('entries in Redis at the end', read);
    this.#counts.set('entries that hold what somebody was shown', marked);
    if (marked === 0) this.#failures.push('Redis holds nothing that anybody was shown');
    this.#failures.push(...faults);
  }

  /** Another one for each question. */
  #address(): string {
    this.#addresses += 1;
    return `127.${1 + ((this.#addresses >> 16) % 250)}.${(this.#addresses >> 8) % 256}.${this.#addresses % 256 || 1}`;
  }

  #count(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}

export async function tryCallers(seed: number, size: number): Promise<Tried> {
  const house = await openHouse(seed);
  const run = new Run(seed, house);
  try {
    await run.rounds(size);
  } finally {
    await house.close();
  }
  return run.tried;
}
