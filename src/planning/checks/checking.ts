import type { Findings } from '../findings.js';
import type { Facts } from '../lists/facts.js';
import type { PlanInput } from '../plan-input.js';

/** A plan under examination: what it says, what its server has, and what is found. */
export interface Checking {
  readonly plan: PlanInput;
  readonly facts: Facts;
  readonly found: Findings;
}

/** rundb takes the word for nothing, in any case. docs/rundb.md, "Creating a plan" */
export const isNoneWord = (text: string) => text.toLowerCase() === 'none';
