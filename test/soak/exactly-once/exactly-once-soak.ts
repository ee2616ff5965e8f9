import type { Soak, SoakOptions, SoakResult } from '../soak.js';
import { tryOrders } from './try-orders.js';

const SEEDS = 5;
/** One restart of a gateway for so many plans. */
const PLANS_A_RESTART = 100;

/** Five storms of the size asked for, one after the other. */
async function tryStorms({ seed, size }: SoakOptions): Promise<SoakResult> {
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  for (let storm = seed; storm < seed + SEEDS; storm += 1) {
    const result = await tryOrders({ seed: storm, size, restarts: Math.floor(size / PLANS_A_RESTART) });
    for (const [name, number] of Object.entries(result.counts)) counts[name] = (counts[name] ?? 0) + number;
    counts[`seed ${storm}: orders sent for ${size} plans`] = result.counts['orders sent'] ?? 0;
    failures.push(...result.failures.map((failure) => `seed ${storm}, ${failure}`));
  }
  return { counts: Object.fromEntries(Object.entries(counts).sort()), failures };
}

export const exactlyOnceSoak: Soak = {
  about:
    'Plans made under keys of their own, 20 at once, through two gateways that are killed and started again, on a ' +
    'Torrent Server that cuts connections, fails, hangs and is late, in five storms of so many plans: each key has one ' +
    'plan, every plan that a caller was told of is stored, every other answer is an error that says how to go on.',
  size: 2_000,
  run: tryStorms,
};
