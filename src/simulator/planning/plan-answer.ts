import type { Row } from '../api.js';
import type { Writing } from '../writing/writing.js';
import { otherNames } from './settings-columns.js';
import type { PlanMade } from './create-plan.js';
import type { PlanData } from './plan-question.js';

/**
 * What rundb answers to a plan that was written: everything that was sent, over it the plan as it stands now. Flows come
 * back as they were sent, and settings under both of their names. docs/rundb.md, "plannedexperiment"
 */
export function printPlan(writing: Writing, { plan, warnings }: PlanMade, data: PlanData): Row {
  const answer: Row = { ...data, ...otherNames(data), ...writing.printAlone(plan) };
  if ('flows' in data) answer['flows'] = data['flows'];
  if (Object.keys(warnings).length > 0) answer['Warnings'] = warnings;
  return answer;
}
