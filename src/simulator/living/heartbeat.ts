import type { Lab } from '../api.js';
import { STEP } from './living-lab.js';

/** An hour of the lab in a minute. */
const USUAL_SPEED = 60;
/** No more often than this, in milliseconds; faster lives take several steps at once. */
const SHORTEST = 50;

/**
 * Lets a lab live by itself, `live` times as fast as real time, until the function that is returned is called.
 * With false it does nothing. Throws an Error when the speed is no number above 0.
 */
export function startHeartbeat(lab: Pick<Lab, 'tick'>, live: boolean | number): () => void {
  if (live === false) return () => undefined;
  const speed = live === true ? USUAL_SPEED : live;
  if (!(speed > 0 && speed < Infinity)) throw new Error(`a lab cannot live ${speed} times as fast`);
  const steps = Math.max(1, Math.ceil((SHORTEST * speed) / STEP));
  const interval = (steps * STEP) / speed;
  const timer = setInterval(() => lab.tick(steps, interval), interval);
  timer.unref();
  return () => clearInterval(timer);
}
