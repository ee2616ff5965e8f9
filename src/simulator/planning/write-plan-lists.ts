import { Refusal, type Caller, type Parameters } from '../api.js';
import { isObject } from '../resources/fields.js';
import { badRequest, crash } from '../values/refusals.js';
import { findByUri, resolveUri } from '../writing/resolve-uri.js';
import type { Writing } from '../writing/writing.js';
import { createPlan } from './create-plan.js';
import type { PlanData } from './plan-question.js';
import { patchPlan } from './update-plan.js';

const MODEL = 'plannedexperiment';

/** Changes plans that are named by URI, makes the others, and deletes those that are to go: all of it or nothing. */
export function patchPlans(writing: Writing, body: PlanData, caller: Caller): void {
  const objects = readObjects(body, "Invalid data sent, missing 'objects'");
  const { deleted_objects: deleted } = body;
  writing.around.store.atomically(() => {
    for (const object of objects) writePlan(writing, object, caller);
    for (const uri of Array.isArray(deleted) ? deleted : []) deletePlan(writing, uri, caller);
  });
}

/** Puts new plans in the place of those that the parameters match; without permission none goes, but new ones come. */
export function putPlans(writing: Writing, body: PlanData, parameters: Parameters, caller: Caller): void {
  const objects = readObjects(body, 'Invalid data sent.');
  const { store } = writing.around;
  store.atomically(() => {
    const old = caller.may('change_plannedexperiment') ? [...writing.matching(parameters)] : [];
    for (const plan of old) store.remove(MODEL, plan);
    for (const object of objects) {
      if (!isObject(object)) throw crash();
      createPlan(writing, { ...object }, caller);
    }
  });
}

function readObjects({ objects }: PlanData, missing: string): readonly unknown[] {
  if (objects === undefined) throw badRequest(missing);
  if (!Array.isArray(objects)) throw crash();
  return objects;
}

function writePlan(writing: Writing, object: unknown, caller: Caller): void {
  if (!isObject(object)) throw crash();
  const { resource_uri: uri, ...data } = object;
  if (uri !== undefined && typeof uri !== 'string') throw crash();
  const plan = uri === undefined ? undefined : findByUri(writing, uri);
  if (plan === undefined) createPlan(writing, data, caller);
  else patchPlan(writing, plan, data, caller);
}

function deletePlan(writing: Writing, uri: unknown, caller: Caller): void {
  if (typeof uri !== 'string') throw crash();
  const plan = resolveUri(writing, uri);
  if (!caller.may('delete_plannedexperiment')) throw new Refusal(401, null);
  writing.around.store.remove(MODEL, plan);
}
