import type { Soak } from '../soak.js';
import { tryAnswers } from './try-answers.js';

export const answersSoak: Soak = {
  about:
    'Random operations of the graph: every answer is the one that a reading of the lab without the gateway gives, or is ' +
    'refused where that is right; rundb is asked nothing that it refuses or ignores, and requests do not grow with rows.',
  size: 20_000,
  run: tryAnswers,
};
