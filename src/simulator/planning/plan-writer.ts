import type { Caller, WriteAnswer, WriteRequest } from '../api.js';
import { crash, missingRow } from '../values/refusals.js';
import { ConstraintError } from '../writing/constraint-error.js';
import { writeRows } from '../writing/write-rows.js';
import type { Writer, Writing } from '../writing/writing.js';
import { createFromTemplate } from './create-from-template.js';
import { createPlan } from './create-plan.js';
import { printPlan } from './plan-answer.js';
import type { PlanData } from './plan-question.js';
import { readPlan } from './read-plan.js';
import { patchPlan, putPlan } from './update-plan.js';
import { patchPlans, putPlans } from './write-plan-lists.js';

/** Writes plans. docs/rundb.md, "plannedexperiment" */
export const writePlans: Writer = (request, writing) => {
  const { method, key, caller } = request;
  if (method === 'delete') return writeRows(request, writing);
  if (key === undefined) return writeList(request, writing);
  if (method === 'patch') return patch(writing, key, () => readPlan(request), caller);
  if (method === 'put') return put(writing, key, readPlan(request), caller);
  return key === 'create' ? fromTemplate(writing, readPlan(request), caller) : writeRows(request, writing);
};

/** Lists of plans are changed as asked; it is the answer that rundb then fails to write. */
function writeList(request: WriteRequest, writing: Writing): WriteAnswer {
  const { method, parameters, origin, caller } = request;
  const body = readPlan(request);
  if (method === 'post') return post(writing, body, origin, caller);
  orCrash(() => {
    if (method === 'patch') patchPlans(writing, body, caller);
    else putPlans(writing, body, parameters, caller);
  });
  throw crash();
}

/** Any user may make plans. */
function post(writing: Writing, data: PlanData, origin: string, caller: Caller): WriteAnswer {
  const made = orCrash(() => createPlan(writing, data, caller));
  const location = origin + writing.uriOf(made.plan);
  return { status: 201, body: printPlan(writing, made, data), location };
}

function fromTemplate(writing: Writing, body: PlanData, caller: Caller): WriteAnswer {
  const made = orCrash(() => createFromTemplate(writing, body, caller));
  return { status: 202, body: printPlan(writing, made, made.data) };
}

/** A plan that there is not would have to be made, at which rundb fails. */
function put(writing: Writing, key: string, body: PlanData, caller: Caller): WriteAnswer {
  const plan = writing.find(key);
  if (plan === undefined) throw crash();
  return { status: 200, body: orCrash(() => putPlan(writing, plan, body, caller)) };
}

function patch(writing: Writing, key: string, read: () => PlanData, caller: Caller): WriteAnswer {
  const plan = writing.find(key);
  if (plan === undefined) throw missingRow();
  return { status: 202, body: orCrash(() => patchPlan(writing, plan, read(), caller)) };
}

/** What the database refuses, rundb does not expect. docs/rundb.md, "Error bodies" */
function orCrash<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ConstraintError ? crash() : error;
  }
}
