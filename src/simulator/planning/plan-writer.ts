import { Refusal, type Caller, type Row, type WriteAnswer } from '../api.js';
import { asObject, isObject } from '../resources/fields.js';
import { badRequest, crash, missingRow } from '../values/refusals.js';
import { ConstraintError } from '../writing/constraint-error.js';
import { writeRows } from '../writing/write-rows.js';
import type { Writer, Writing } from '../writing/writing.js';
import { createFromTemplate } from './create-from-template.js';
import { createPlan } from './create-plan.js';
import { printPlan } from './plan-answer.js';
import type { PlanData } from './plan-question.js';
import { readPlan } from './read-plan.js';
import { patchPlan, putPlan } from './update-plan.js';

/** Writes plans. docs/rundb.md, "plannedexperiment" */
export const writePlans: Writer = (request, writing) => {
  const { method, key, caller } = request;
  if (method === 'post' && key === undefined) return post(writing, readPlan(request), request.origin, caller);
  if (method === 'post' && key === 'create') return fromTemplate(writing, readPlan(request), caller);
  if (method === 'patch') return patch(writing, key, () => readPlan(request), caller);
  if (method === 'put' && key !== undefined) return put(writing, key, readPlan(request), caller);
  return writeRows(request, writing);
};

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

function patch(writing: Writing, key: string | undefined, read: () => PlanData, caller: Caller): WriteAnswer {
  if (key === undefined) return patchMany(writing, read(), caller);
  const plan = writing.find(key);
  if (plan === undefined) throw missingRow();
  return { status: 202, body: orCrash(() => patchPlan(writing, plan, read(), caller)) };
}

/** Changes, makes and deletes plans as asked, and fails when the answer is to be written. */
function patchMany(writing: Writing, body: PlanData, caller: Caller): never {
  const { objects, deleted_objects: deleted } = body;
  if (!Array.isArray(objects)) throw badRequest("Invalid data sent: missing 'objects'");
  orCrash(() => {
    for (const object of objects) writeOne(writing, object, caller);
    for (const uri of Array.isArray(deleted) ? deleted : []) remove(writing, uri, caller);
  });
  throw crash();
}

function writeOne(writing: Writing, object: unknown, caller: Caller): void {
  if (!isObject(object)) throw crash();
  const { resource_uri: uri, ...data } = asObject(object);
  const plan = uri === undefined ? undefined : findByUri(writing, uri);
  if (plan === undefined) createPlan(writing, data, caller);
  else patchPlan(writing, plan, data, caller);
}

function remove(writing: Writing, uri: unknown, caller: Caller): void {
  const plan = findByUri(writing, uri);
  if (plan === undefined) throw missingRow();
  if (!caller.may('delete_plannedexperiment')) throw new Refusal(401, null);
  writing.around.store.remove('plannedexperiment', plan);
}

function findByUri(writing: Pick<Writing, 'find'>, uri: unknown): Row | undefined {
  const key = /\/([^/]+)\/?$/.exec(String(uri))?.[1];
  return key === undefined ? undefined : writing.find(key);
}

/** What the database refuses, rundb does not expect. docs/rundb.md, "Error bodies" */
function orCrash<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ConstraintError ? crash() : error;
  }
}
