import type { Caller, Row } from '../api.js';
import { Refusal } from '../api.js';
import type { Writing } from '../writing/writing.js';
import { changePlan } from './keep-plan.js';
import { printPlan } from './plan-answer.js';
import { isYes, type PlanData, type PlanQuestion } from './plan-question.js';
import { validatePlan } from './validate-plan.js';

/**
 * Changes the keys that were sent and looks at no others, but puts the library key back to the server's own unless it is
 * sent. The answer. docs/rundb.md, "plannedexperiment"
 */
export function putPlan(writing: Writing, plan: Row, body: PlanData, caller: Caller): Row {
  const before = writing.printAlone(plan);
  const data: PlanData = { ...body, pk: String(plan['id']) };
  const isTemplate = isYes(data['isReusable'] ?? plan['isReusable']);
  const warnings = check(writing, plan, { data, isWhole: false, isTemplate }, caller);
  changePlan(writing, plan, data, caller);
  return withOldProjects(printPlan(writing, { plan, warnings }, withoutDefaultKey(data, body)), before);
}

/**
 * Lays what was sent over the plan as it is printed and checks the whole of it, which may be wrong in keys that were not
 * sent. The answer.
 */
export function patchPlan(writing: Writing, plan: Row, body: PlanData, caller: Caller): Row {
  const before = writing.printAlone(plan);
  const data: PlanData = { ...before, ...body };
  const isTemplate = isYes(data['isReusable']);
  const warnings = check(writing, plan, { data, isWhole: true, isTemplate }, caller);
  changePlan(writing, plan, toChange(data, body), caller);
  return withOldProjects(printPlan(writing, { plan, warnings }, data), before);
}

/** Permission is asked for only when nothing is wrong with what was sent. */
function check(
  writing: Writing,
  plan: Row,
  asked: Pick<PlanQuestion, 'data' | 'isWhole' | 'isTemplate'>,
  caller: Caller,
): Record<string, unknown> {
  const { database } = writing.around.store;
  const settings = database.one('plannedexperiment', plan, 'latestEAS');
  const method = asked.isWhole ? 'patch' : 'put';
  const warnings = validatePlan({ ...asked, database, isNew: false, settings }, method);
  if (!caller.may('change_plannedexperiment')) throw new Refusal(401, null);
  return warnings;
}

/** What was sent, as the checks have left it, and the name that a sample is shown by, which goes with its name. */
function toChange(data: PlanData, body: PlanData): PlanData {
  const keys = Object.keys(body);
  if ('sample' in body) keys.push('sampleDisplayedName');
  return Object.fromEntries(keys.map((key) => [key, data[key]]));
}

function withoutDefaultKey(data: PlanData, body: PlanData): PlanData {
  const { libraryKey, ...others } = data;
  return 'libraryKey' in body ? { ...others, libraryKey } : others;
}

/** The answer still shows the projects from before the change. */
function withOldProjects(answer: Row, { project, projects }: Row): Row {
  return { ...answer, project, projects };
}
