import { describe, expect, it } from '@jest/globals';
import { tryRequests } from '../soak/simulator/try-requests.js';

/** The soak sends ten times as many: `npm run soak -- simulator`. */
const SIZE = 1000;
const SEED = 20_261_123;

describe('random requests', () => {
  it('crash nothing and are answered as a real server may answer', async () => {
    const { counts, failures } = await tryRequests({ seed: SEED, size: SIZE });
    expect(failures.slice(0, 5)).toEqual([]);
    expect(counts['lists compared with the tables']).toBeGreaterThan(50);
  }, 60_000);
});
