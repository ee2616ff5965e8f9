import { answersSoak } from './answers/answers-soak.js';
import { exactlyOnceSoak } from './exactly-once/exactly-once-soak.js';
import { isolationSoak } from './isolation/isolation-soak.js';
import { hostileSoak } from './hostile/hostile-soak.js';
import { killSoak } from './kill/kill-soak.js';
import { leakSoak } from './leak/leak-soak.js';
import { simulatorSoak } from './simulator/simulator-soak.js';
import type { Soak } from './soak.js';
import { walksSoak } from './walks/walks-soak.js';
import { weatherSoak } from './weather/weather-soak.js';

/** Every soak by its name on the command line. */
export const SOAKS: Readonly<Record<string, Soak>> = {
  answers: answersSoak,
  'exactly-once': exactlyOnceSoak,
  isolation: isolationSoak,
  hostile: hostileSoak,
  kill: killSoak,
  leak: leakSoak,
  simulator: simulatorSoak,
  walks: walksSoak,
  weather: weatherSoak,
};
