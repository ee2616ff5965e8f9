import { RundbError } from '../../rundb/error.js';
import { resources } from '../../rundb/resources/index.js';
import { readRefusal } from '../answers/refusal.js';
import { isMap } from '../json-map.js';
import { examine } from '../examine.js';
import { type Finding, finding } from '../findings.js';
import type { Deadline } from '../once/deadline.js';
import { lookUp, metaDataOf, type PlanAnswer, type PlanFound } from '../once/look-up.js';
import { readMark, withMark } from '../once/mark.js';
import type { PlanInput } from '../plan-input.js';
import type { PlanServer } from '../planner.js';
import { readPlan } from '../wire/read-plan.js';
import { type WireBody, writePlan } from '../wire/write-plan.js';
import { changedKeys } from './changed-keys.js';
import { findPlan, type PlanRef } from './find-plan.js';
import { mergeChanges } from './merge-changes.js';
import { isVoided, refuseChanged, refuseState } from './plan-state.js';
import { putPlan } from './put-plan.js';

/** What is to become of a plan. */
export interface PlanUpdate {
  readonly plan: PlanRef;
  /** Left out: kept; null: taken away. */
  readonly changes: PlanInput;
  readonly ifUnchangedSince?: Date | null | undefined;
}

export interface Change {
  /** As read again after the change; undefined where there is something in `userErrors`. */
  readonly plan: PlanFound | undefined;
  readonly userErrors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** @throws RundbError where the plan was not changed, or nobody can say whether */
export async function updatePlan(
  update: PlanUpdate,
  server: PlanServer,
  deadline: Deadline,
): Promise<Change> {
  return alone(update.plan, server, deadline, async (row) => {
    const wrong = [refuseState(row) ?? refuseVoided(row), refuseChanged(row, update.ifUnchangedSince)];
    const userErrors = wrong.filter((found) => found !== undefined);
    if (userErrors.length > 0) return refused(userErrors);
    return change(row, update.changes, server, deadline);
  });
}

function refuseVoided(row: PlanAnswer): Finding | undefined {
  return isVoided(row) ? finding(['plan'], 'WRONG_STATE', 'The plan is void.') : undefined;
}

/** Takes a plan off the list of those to be run. What is void already stays so, and nothing is asked for. */
export async function voidPlan(ref: PlanRef, server: PlanServer, deadline: Deadline): Promise<Change> {
  return alone(ref, server, deadline, async (row) => {
    if (isVoided(row)) return { plan: found(row), userErrors: [], warnings: [] };
    const wrong = refuseState(row);
    if (wrong) return refused([wrong]);
    return put(row, { planStatus: 'voided' }, {}, [], server, deadline);
  });
}

/** One change of a plan at a time: between reading and writing nobody else of this gateway writes. */
async function alone(
  ref: PlanRef,
  server: PlanServer,
  deadline: Deadline,
  task: (row: PlanAnswer) => Promise<Change>,
): Promise<Change> {
  const read = (by: PlanRef) => findPlan(by, server.open(deadline.signal));
  const first = await read(ref);
  if (!first?.id) return refused([finding(['plan'], 'NOT_FOUND', 'The server has no such plan.')]);
  const key = Number(first.id);
  return server.turns.run(`plan ${key}`, deadline.signal, async (isSeen) => {
    const row = isSeen ? await read({ key }) : first;
    return row ? task(row) : refused([finding(['plan'], 'NOT_FOUND', 'The plan is gone.')]);
  });
}

async function change(row: PlanAnswer, changes: PlanInput, server: PlanServer, deadline: Deadline) {
  const present = readPlan(row);
  const wanted = mergeChanges(present, changes);
  const [was, will] = await Promise.all([
    examine(present, server, deadline),
    examine(wanted, server, deadline),
  ]);
  // What was wrong before is not this change's fault, and need not keep it back.
  const isOld = (error: Finding) => was.found.errors.some(({ message }) => message === error.message);
  const userErrors = will.found.errors.filter((error) => !isOld(error));
  const warnings = [...will.found.warnings, ...will.found.errors.filter(isOld)];
  if (userErrors.length > 0) return refused(userErrors, warnings);
  const body = await bodyOf(
    row,
    changedKeys(writePlan(present, was.facts), writePlan(wanted, will.facts)),
    server,
    deadline,
  );
  if (Object.keys(body).length === 0) return { plan: found(row), userErrors: [], warnings };
  return put(row, body, wanted, warnings, server, deadline);
}

/** A new name is the shown one, too; and the gateway's own mark stays in the free object. */
async function bodyOf(
  row: PlanAnswer,
  changed: WireBody,
  server: PlanServer,
  deadline: Deadline,
): Promise<WireBody> {
  const stored = 'metaData' in changed ? await lookUp(row.planGUID ?? '', server.open, deadline) : undefined;
  const mark = readMark(stored && metaDataOf(stored));
  return {
    ...changed,
    ...('planName' in changed && { planDisplayedName: changed['planName'] }),
    ...(mark && { metaData: withMark(changed['metaData'], mark) }),
  };
}

async function put(
  row: PlanAnswer,
  body: WireBody,
  wanted: PlanInput,
  warnings: readonly Finding[],
  server: PlanServer,
  deadline: Deadline,
): Promise<Change> {
  // A PUT without it sets the server's default key. docs/rundb.md, "Changing a plan"
  const { libraryKey } = row;
  const whole = isCleared(body['libraryKey']) ? withoutKey(body) : { libraryKey, ...body };
  try {
    const { plan, told } = await putPlan(row, whole, server.open, deadline);
    if ('projects' in body) server.remembered.forget('projects');
    return { plan: found(plan), userErrors: [], warnings: [...warnings, ...readRefusal(told, wanted)] };
  } catch (error) {
    const reasons = reasonsOf(error);
    if (reasons === undefined) throw error;
    server.remembered.forget();
    return refused(readRefusal(reasons, wanted), warnings);
  }
}

const isCleared = (value: unknown) => value === '';

function withoutKey({ libraryKey: _cleared, ...others }: WireBody): WireBody {
  return others;
}

/** rundb's own words in a 400. */
function reasonsOf(error: unknown): unknown {
  if (!(error instanceof RundbError) || error.kind !== 'badRequest') return undefined;
  return isMap(error.detail) ? error.detail['error'] : undefined;
}

function found(row: PlanAnswer): PlanFound {
  return { resource: resources.plannedexperiment.name, row };
}

function refused(userErrors: readonly Finding[], warnings: readonly Finding[] = []): Change {
  return { plan: undefined, userErrors, warnings };
}
