import { expect, it } from '@jest/globals';
import { tryOperations } from '../soak/leak/try-operations.js';

/** The soak asks a hundred times as much, and weighs the heap: `npm run soak -- leak`. */
it('nothing is left of 2,000 operations', async () => {
  const { counts, failures } = await tryOperations({ seed: 20_261_124, size: 2_000, weighEvery: 0 });
  expect(failures).toEqual([]);
  expect(counts['operations']).toBe(2_000);
  expect(counts['ended: left']).toBeGreaterThan(10);
  expect(counts['ended: cut']).toBeUndefined();
  expect(counts['ended: 200']).toBeGreaterThan(1_000);
}, 120_000);
