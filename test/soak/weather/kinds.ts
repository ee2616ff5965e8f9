import type { Weather, WeatherName } from '../../../src/simulator/weather/weather.js';

const sometimes = 0.3;

/** Each kind of weather that the simulator knows and that passes by itself, by what it is called in the report. */
export const KINDS: Readonly<Record<string, Weather | WeatherName>> = {
  fine: {},
  'slow by 10 to 80 ms': { delay: { from: 10, to: 80 } },
  'two at once, slow': { atOnce: 2, delay: 15 },
  maintenance: 'maintenance',
  'some are 502': { rules: [{ probability: sometimes, answer: 502 }] },
  'some are 503': { rules: [{ probability: sometimes, answer: 503 }] },
  'all are 504': { rules: [{ answer: 504 }] },
  'some are 500': { rules: [{ probability: sometimes, answer: 500 }] },
  'some are cut before': { rules: [{ probability: sometimes, cut: 'before' }] },
  'some are cut within': { rules: [{ probability: sometimes, cut: 'middle' }] },
  'all are cut after': { rules: [{ cut: 'after' }] },
  'some hang': { rules: [{ probability: 0.1, hang: true }] },
  'all hang': { rules: [{ hang: true }] },
  'some are truncated': { rules: [{ probability: sometimes, body: 'truncated' }] },
  'some are garbled': { rules: [{ probability: sometimes, body: 'garbled' }] },
  'some are of another shape': { rules: [{ probability: sometimes, body: 'wrong' }] },
  'some come in pieces': { rules: [{ probability: sometimes, slow: { pieces: 5, pause: 20 } }] },
};
