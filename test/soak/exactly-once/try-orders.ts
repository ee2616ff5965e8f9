import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askLab } from '../../support/ask-lab.js';
import { Dice } from '../simulator/dice.js';
import type { SoakResult } from '../soak.js';
import { GatewayProcess } from './gateway-process.js';
import { hasPlan, judge, tally } from './judge.js';
import { makeOrders } from './orders.js';
import { placeOrders, type Sending } from './place-orders.js';
import { stormOf } from './storm.js';

export interface Storm {
  readonly seed: number;
  /** Plans to be made. */
  readonly size: number;
  /** How often one of the two gateways is killed and started again. */
  readonly restarts: number;
}

/** Makes plans through two gateways that are killed now and then, on a Torrent Server in a storm, and judges it all. */
export async function tryOrders({ seed, size, restarts }: Storm): Promise<SoakResult> {
  const dice = new Dice(seed);
  const simulator = await startSimulator({ seed });
  const before = plansOf(simulator);
  const gateways = [new GatewayProcess(simulator.url), new GatewayProcess(simulator.url)];
  try {
    await Promise.all(gateways.map((gateway) => gateway.start()));
    simulator.setWeather(stormOf(seed));
    const orders = makeOrders(dice, size);
    const power = powerCuts(gateways, Math.ceil(size / (restarts + 1)));
    const sendings = await placeOrders(orders, {
      dice,
      gateways,
      isStored: (key) => hasPlan(simulator.lab, key),
      onTold: power.onTold,
    });
    const restarted = await power.settled();
    await calm(simulator);
    const failures = judge(orders, sendings, simulator.lab);
    const made = plansOf(simulator) - before;
    if (made !== size) failures.push(`${made} plans were stored for ${size} keys`);
    return {
      counts: {
        ...tally(orders, sendings, simulator.lab),
        ...count(sendings, simulator),
        'gateways killed and started again': restarted,
      },
      failures,
    };
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.kill()));
    await simulator.close();
  }
}

const plansOf = ({ lab }: Simulator) => lab.rows('plannedexperiment').length;

/** Kills one gateway after the other, each time so many more plans have been told of, in the midst of their work. */
function powerCuts(gateways: readonly GatewayProcess[], every: number) {
  let cuts = 0;
  let last: Promise<void> = Promise.resolve();
  const restart = async (gateway: GatewayProcess | undefined) => {
    await gateway?.kill();
    await gateway?.start();
  };
  return {
    onTold(count: number) {
      if (count % every !== 0) return;
      const gateway = gateways[cuts % gateways.length];
      cuts += 1;
      last = last.then(() => restart(gateway));
    },
    settled: () => last.then(() => cuts),
  };
}

/** Clears the weather, and waits until whatever was still under way has been done. */
async function calm(simulator: Simulator): Promise<void> {
  simulator.setWeather();
  for (;;) {
    const { body } = await askLab(simulator, '../../../__weather/state');
    if (Number(body['inService'] ?? 0) === 0 && Number(body['waiting'] ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function count(sendings: readonly Sending[], { log }: Simulator): Record<string, number> {
  const counts: Record<string, number> = { 'orders sent': sendings.length };
  for (const { outcome, how } of sendings) {
    const name = nameOf(outcome, how);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  const posts = log.entries.filter(({ method }) => method === 'POST');
  for (const { status } of posts) {
    const name = `POSTs that the Torrent Server answered with ${status === 0 ? 'a cut or nothing' : status}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function nameOf(outcome: Sending['outcome'], how: Sending['how']): string {
  if (outcome.kind === 'no answer') return `not answered: ${outcome.why}`;
  if (outcome.kind === 'error') return `answered: ${outcome.code}`;
  if (outcome.kind === 'refused') return `answered: userErrors ${outcome.codes.join(', ')}`;
  const again = how === 'first' ? '' : ', sent again';
  return `answered: the plan, created ${outcome.created}${again}`;
}
