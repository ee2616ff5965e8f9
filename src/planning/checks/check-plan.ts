import { Findings } from '../findings.js';
import type { Facts } from '../lists/facts.js';
import type { PlanInput } from '../plan-input.js';
import { checkBedFiles } from './bed-files.js';
import { checkChip } from './chip.js';
import type { Checking } from './checking.js';
import { checkChoices } from './choices.js';
import { checkExtras } from './extras.js';
import { checkKits } from './kits.js';
import { checkNames } from './names.js';
import { checkNumbers } from './numbers.js';
import { checkReferences } from './references.js';
import { checkApplicationGroup, checkRunType } from './run-type.js';
import { checkSamples } from './samples.js';
import { checkTexts } from './texts.js';

/** In the order in which a form asks. */
const checks: readonly ((checking: Checking) => void)[] = [
  checkTexts,
  checkNames,
  checkChip,
  checkKits,
  checkRunType,
  checkApplicationGroup,
  checkReferences,
  checkBedFiles,
  checkSamples,
  checkNumbers,
  checkChoices,
  checkExtras,
];

/** Everything that is wrong with a plan, against the lists of its server. rundb has the last word all the same. */
export function checkPlan(plan: PlanInput, facts: Facts): Findings {
  const found = new Findings();
  for (const check of checks) check({ plan, facts, found });
  return found;
}
