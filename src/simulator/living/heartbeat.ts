import type { Lab } from '../api.js';
import { STEP } from './living-lab.js';

/** No more often than this, in milliseconds; faster lives take several steps at once. */
const SHORTEST = 50;

/** Lets a lab live by itself, `speed` times as fast as real time, until the function that is returned is called. */
export function startHeartbeat(lab: Pick<Lab, 'tick'>, speed: number): () => void {
  const steps = Math.max(1, Math.ceil((SHORTEST * speed) / STEP));
  const interval = (steps * STEP) / speed;
  const timer = setInterval(() => lab.tick(steps, interval), interval);
  timer.unref();
  return () => clearInterval(timer);
}
