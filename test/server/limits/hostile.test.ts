import { describe, expect, it } from '@jest/globals';
import { tryAttacks } from '../../soak/hostile/try-attacks.js';

/** The soak measures the time as well: `npm run soak -- hostile`. */
const SIZE = 500;
const SEED = 20_261_124;

describe('hostile requests', () => {
  it('are refused before any server is asked, and hinder nobody', async () => {
    const { counts, failures } = await tryAttacks({ seed: SEED, size: SIZE });
    expect(failures.join('\n\n')).toBe('');
    expect(Object.keys(counts).length).toBeGreaterThan(25);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(SIZE + SIZE / 20);
  }, 120_000);
});
