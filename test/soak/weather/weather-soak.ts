import type { Soak } from '../soak.js';
import { tryWeather } from './try-weather.js';

export const weatherSoak: Soak = {
  about:
    '16 callers in each kind of bad weather in turn, for as many seconds as the size says: every value is the right one, ' +
    'every null has its error, the Torrent Server is never asked for more than 6 at once, 99 % of the answers come within ' +
    'the 5 s of an operation, all is answered again within 5 s after the weather, the heap does not grow.',
  size: 60,
  run: ({ seed, size }) =>
    tryWeather({
      seed,
      callers: 16,
      questions: 150,
      each: { ms: size * 1_000 },
      deadline: 5_000,
      isMeasured: true,
    }),
};
