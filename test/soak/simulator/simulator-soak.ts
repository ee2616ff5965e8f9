import type { Soak } from '../soak.js';
import { tryRequests } from './try-requests.js';

export const simulatorSoak: Soak = {
  about:
    'Random requests to the simulator: none crashes it, each answer has a status and a body that a real server may ' +
    'give, and lists agree with the tables.',
  size: 10_000,
  run: tryRequests,
};
