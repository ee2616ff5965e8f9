import type { Dice } from '../simulator/dice.js';
import type { GatewayProcess } from './gateway-process.js';
import type { Order } from './orders.js';
import { type Outcome, sendOrder } from './send-order.js';

/** One answer, or none, to an order that was sent. */
export interface Sending {
  readonly order: Order;
  readonly outcome: Outcome;
  /** The order's plan was known already, and the order sent again all the same; or with another input. */
  readonly how: 'first' | 'again' | 'changed';
  /** Whether the Torrent Server had the order's plan before this was sent. */
  readonly wasStored: boolean;
}

export interface Placing {
  readonly dice: Dice;
  readonly gateways: readonly GatewayProcess[];
  /** Whether the Torrent Server has the plan of a key now. */
  isStored(key: string): boolean;
  /** Called after each order whose plan was told, with their number so far. */
  onTold(count: number): void;
}

/** Orders in the hands of callers at once. */
const AT_ONCE = 20;
/** An order without a plan after so many sendings is lost. */
const MOST_SENDINGS = 300;

/** Sends every order, again and again, until its plan has been told. Gives all that was answered. */
export async function placeOrders(orders: readonly Order[], placing: Placing): Promise<Sending[]> {
  const waiting = orders.toReversed();
  const sendings: Sending[] = [];
  let told = 0;
  const call = async () => {
    for (let order = waiting.pop(); order; order = waiting.pop()) {
      await placeOrder(order, placing, sendings);
      placing.onTold((told += 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, call));
  return sendings;
}

/** One caller with one order: impatient now and then, through any of the gateways, at times several times at once. */
async function placeOrder(order: Order, placing: Placing, sendings: Sending[]): Promise<void> {
  const { dice } = placing;
  for (let count = 0; count < MOST_SENDINGS; count += 1) {
    const times = dice.chance(0.15) ? 2 + dice.below(2) : 1;
    const answers = await Promise.all(Array.from({ length: times }, () => send(order, placing, 'first')));
    sendings.push(...answers);
    const outcomes = answers.map(({ outcome }) => outcome);
    if (outcomes.some(({ kind }) => kind === 'plan')) return doubt(order, placing, sendings);
    if (outcomes.some(({ kind }) => kind === 'refused')) return;
    await new Promise((resolve) => setTimeout(resolve, 20 + dice.below(100)));
  }
}

/** A caller that has its plan sends at times once more: the same order, or another one under the same key. */
async function doubt(order: Order, placing: Placing, sendings: Sending[]): Promise<void> {
  const { dice } = placing;
  if (dice.chance(0.15)) sendings.push(await send(order, placing, 'again'));
  if (dice.chance(0.05)) sendings.push(await send(order, placing, 'changed'));
}

async function send(order: Order, placing: Placing, how: Sending['how']): Promise<Sending> {
  const { dice, gateways } = placing;
  const input = how === 'changed' ? { ...order.input, notes: 'another plan' } : order.input;
  const patience = dice.chance(0.2) ? 50 + dice.below(600) : 10_000;
  const wasStored = placing.isStored(order.key);
  const outcome = await sendOrder(dice.pick(gateways).url, { ...order, input }, patience);
  return { order, outcome, how, wasStored };
}
