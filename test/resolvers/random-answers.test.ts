import { describe, expect, it } from '@jest/globals';
import { tryAnswers } from '../soak/answers/try-answers.js';

/** The soak tries forty times as many: `npm run soak -- answers`. */
const SIZE = 500;
const SEED = 20_261_123;

describe('random operations', () => {
  it('are answered as a reading of the lab without the gateway answers them', async () => {
    const { counts, failures } = await tryAnswers({ seed: SEED, size: SIZE });
    expect(failures.join('\n\n')).toBe('');
    expect(counts['operations']).toBeGreaterThan(SIZE);
    expect(counts['values compared']).toBeGreaterThan(20_000);
    expect(counts['pages behind a cursor']).toBeGreaterThan(50);
  }, 300_000);
});
