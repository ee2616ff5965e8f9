import { expect, it } from '@jest/globals';
import { tryLosses } from '../soak/kill/try-losses.js';
import { canRunStack } from './programs.js';

/** The soak does the same twenty times: `npm run soak -- kill`. */
(canRunStack() ? it : it.skip)(
  'a gateway that is killed costs nobody a wrong answer or a plan, and one that is stopped nobody anything',
  async () => {
    const { counts, failures } = await tryLosses({ seed: 20_261_124, size: 1 });
    console.log(
      Object.entries(counts)
        .map(([what, number]) => `${number} ${what}`)
        .join('\n'),
    );
    expect(failures.slice(0, 10)).toEqual([]);
    expect(counts).toMatchObject({ keys: 30, 'keys with exactly one plan': 30 });
    expect(counts['questions answered: right']).toBeGreaterThan(200);
  },
  120_000,
);
