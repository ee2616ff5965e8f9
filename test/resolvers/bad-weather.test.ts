import { expect, it } from '@jest/globals';
import { KINDS } from '../soak/weather/kinds.js';
import { tryWeather } from '../soak/weather/try-weather.js';

/** The soak goes on for a minute in each weather: `npm run soak -- weather`. */
const OPERATIONS = 6;

it('in no weather is anybody told anything wrong', async () => {
  const { counts, failures } = await tryWeather({
    seed: 20_261_124,
    callers: 4,
    questions: 30,
    each: { operations: OPERATIONS },
    deadline: 1_200,
    isMeasured: false,
  });
  expect(failures.join('\n\n')).toBe('');
  expect(counts['operations']).toBe(OPERATIONS * Object.keys(KINDS).length);
  expect(counts['fine: answers that are whole']).toBe(OPERATIONS);
  expect(counts['maintenance: answers with errors']).toBe(OPERATIONS);
}, 120_000);
