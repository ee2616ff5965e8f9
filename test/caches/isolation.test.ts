import { expect, it } from '@jest/globals';
import { tryCallers } from '../soak/isolation/try-callers.js';

// The first questions of the soak: `npm run soak -- isolation`.
it('not one answer or entry of one caller reaches another', async () => {
  const { counts, failures } = await tryCallers(1, 1_000);
  expect(failures.slice(0, 3)).toEqual([]);
  expect(counts['plans made']).toBeGreaterThan(0);
}, 60_000);
