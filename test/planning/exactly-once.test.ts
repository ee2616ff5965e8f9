import { expect, it } from '@jest/globals';
import { tryOrders } from '../soak/exactly-once/try-orders.js';

/** The soak makes fifty times as many plans: `npm run soak -- exactly-once`. */
it('each key has one plan, whatever the weather and whoever dies', async () => {
  const { counts, failures } = await tryOrders({ seed: 20_261_123, size: 200, restarts: 2 });
  console.log(
    Object.entries(counts)
      .map(([what, number]) => `${number} ${what}`)
      .join('\n'),
  );
  expect(failures).toEqual([]);
  expect(counts).toMatchObject({ 'keys with exactly one plan': 200, 'gateways killed and started again': 2 });
}, 240_000);
