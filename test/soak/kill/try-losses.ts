import { z } from 'zod';
import { type Stack, startStack } from '../../stack/stack.js';
import { ADMIN_KEY } from '../../support/ask.js';
import { judge, tally } from '../exactly-once/judge.js';
import { makeOrders } from '../exactly-once/orders.js';
import { Dice } from '../simulator/dice.js';
import type { SoakResult } from '../soak.js';
import { judgeLoad, type Loss } from './judge-load.js';
import { type Load, startLoad } from './load.js';
import { makeQuestions } from './questions.js';

export interface Losses {
  readonly seed: number;
  /** How often a gateway is killed, and the other one stopped. */
  readonly size: number;
  /** Where the gateway is built, unless in `dist`. */
  readonly built?: string;
}

/** Every answer of the simulated server takes so many milliseconds, so that there is always something in flight. */
const SLOW = ['--delay', '5-60'];
/** While a gateway is killed, and again while one is stopped. */
const ORDERS = 15;
type GatewayName = 'gateway-1' | 'gateway-2';

/** Kills one gateway under load and stops the other, in turn, and judges all that callers were answered. */
export async function tryLosses({ seed, size, built }: Losses): Promise<SoakResult> {
  const dice = new Dice(seed);
  const stack = await startStack({
    simulator: [...SLOW, '--seed', String(seed)],
    environment: { GRAPHIQL: 'off' },
    ...(built !== undefined && { built }),
  });
  try {
    const questions = await makeQuestions(`${stack.originOf('gateway-1')}/graphql`);
    const orders = makeOrders(dice, 2 * size * ORDERS);
    const losses: Loss[] = [];
    const faults: string[] = [];
    const load = startLoad({ url: stack.url, dice, questions });
    for (let round = 0; round < size; round += 1) {
      const [killed, stopped] = names(round);
      const [first, second] = [2 * round * ORDERS, (2 * round + 1) * ORDERS];
      load.order(orders.slice(first, second));
      losses.push(await kill(stack, killed, load, dice));
      load.order(orders.slice(second, second + ORDERS));
      const { status, loss } = await stop(stack, stopped, load, dice);
      losses.push(loss);
      if (status !== 0) faults.push(`${stopped} ended with status ${status}`);
    }
    await load.end();
    const lab = await readPlans(stack);
    const judged = judgeLoad(load, losses);
    const plans = tally(orders, load.sendings, lab);
    return {
      counts: { 'gateways killed': size, 'gateways stopped': size, ...judged.counts, ...plans },
      failures: [...faults, ...judged.failures, ...judge(orders, load.sendings, lab)],
    };
  } finally {
    await stack.stop();
  }
}

const names = (round: number): readonly [GatewayName, GatewayName] =>
  round % 2 === 0 ? ['gateway-1', 'gateway-2'] : ['gateway-2', 'gateway-1'];

/** As a power cut would, in the midst of its work; and starts it again a while later. */
async function kill(stack: Stack, name: GatewayName, load: Load, dice: Dice): Promise<Loss> {
  await load.moreAnswers(50 + dice.below(50));
  const begun = performance.now();
  await stack.process(name).end('SIGKILL');
  const ended = performance.now();
  await load.moreAnswers(50 + dice.below(50));
  await stack.process(name).start();
  return { what: 'killed', gateway: name, begun, ended };
}

/** As an operator would, for instance to put a new version in its place. */
async function stop(stack: Stack, name: GatewayName, load: Load, dice: Dice) {
  await load.moreAnswers(50 + dice.below(50));
  const begun = performance.now();
  const status = await stack.process(name).end('SIGTERM');
  const loss: Loss = { what: 'stopped', gateway: name, begun, ended: performance.now() };
  await load.moreAnswers(50 + dice.below(50));
  await stack.process(name).start();
  return { status, loss };
}

const page = z.object({ objects: z.array(z.record(z.string(), z.unknown())) });

/** What the simulated server has stored, in the form in which its lab would tell. */
async function readPlans(stack: Stack): Promise<Parameters<typeof judge>[2]> {
  const path = '/rundb/api/v1/plannedexperiment/?limit=0&planDisplayedName__startswith=order-';
  const response = await fetch(`${stack.originOf('simulator')}${path}`, {
    headers: { authorization: ADMIN_KEY },
  });
  const { objects } = page.parse(await response.json());
  return { rows: () => objects };
}
