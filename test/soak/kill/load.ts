import { setTimeout as wait } from 'node:timers/promises';
import { type Order } from '../exactly-once/orders.js';
import { type Sending } from '../exactly-once/place-orders.js';
import { sendOrder } from '../exactly-once/send-order.js';
import type { Dice } from '../simulator/dice.js';
import { askQuestion, type Outcome, type Question } from './questions.js';

/** When something was under way, in milliseconds of one clock. */
export interface Span {
  readonly begun: number;
  readonly ended: number;
}

export interface Asking extends Span {
  readonly question: Question;
  readonly outcome: Outcome;
}

export type TimedSending = Sending & Span;

/** Callers who ask and order through the proxy until they are told to stop. */
export interface Load {
  readonly askings: readonly Asking[];
  readonly sendings: readonly TimedSending[];
  /** Gives the callers more to order. */
  order(orders: readonly Order[]): void;
  /** Until so many more answers have come. */
  moreAnswers(count: number): Promise<void>;
  /** Until what is under way has ended; orders are sent until their plan is told. */
  end(): Promise<void>;
}

export interface LoadOptions {
  readonly url: string;
  readonly dice: Dice;
  readonly questions: readonly Question[];
}

const READERS = 8;
const BUYERS = 4;
/** An order without a plan after so many sendings is lost. */
const MOST_SENDINGS = 50;

export function startLoad({ url, dice, questions }: LoadOptions): Load {
  const askings: Asking[] = [];
  const sendings: TimedSending[] = [];
  const left: Order[] = [];
  let isOver = false;
  const read = async () => {
    while (!isOver) {
      const question = dice.pick(questions);
      askings.push({
        question,
        ...(await timed(async () => ({ outcome: await askQuestion(url, question) }))),
      });
      await wait(dice.below(10));
    }
  };
  const buy = async () => {
    while (!isOver || left.length > 0) {
      const order = left.pop();
      if (order) await place(order, url, sendings);
      await wait(dice.below(50));
    }
  };
  const working = [...Array.from({ length: READERS }, read), ...Array.from({ length: BUYERS }, buy)];
  const count = () => askings.length + sendings.length;
  return {
    askings,
    sendings,
    order: (orders) => void left.push(...orders),
    async moreAnswers(more) {
      for (const enough = count() + more; count() < enough;) await wait(2);
    },
    async end() {
      isOver = true;
      await Promise.all(working);
    },
  };
}

async function timed<T extends object>(work: () => Promise<T>): Promise<T & Span> {
  const begun = performance.now();
  const done = await work();
  return { ...done, begun, ended: performance.now() };
}

/** Sends an order until its plan is told, and then once more. */
async function place(order: Order, url: string, sendings: TimedSending[]): Promise<void> {
  let wasStored = false;
  for (let count = 0; count < MOST_SENDINGS; count += 1) {
    const how = wasStored ? 'again' : 'first';
    const sending = await timed(async () => ({ outcome: await sendOrder(url, order, 60_000) }));
    sendings.push({ order, how, wasStored, ...sending });
    if (wasStored && sending.outcome.kind !== 'error') return;
    wasStored ||= sending.outcome.kind === 'plan';
    await wait(20);
  }
}
