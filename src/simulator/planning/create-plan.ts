import type { Caller, Row } from '../api.js';
import { storeDate } from '../values/dates.js';
import { crash } from '../values/refusals.js';
import type { Writing } from '../writing/writing.js';
import { addDefaultFlows } from './default-flows.js';
import { addDefaultPlugins } from './check-plugins.js';
import { keepParts, linkPlan } from './keep-plan.js';
import { newPlanColumns, planColumns } from './plan-columns.js';
import { identify } from './plan-identity.js';
import { isNothing, isYes, type PlanData, type PlanQuestion } from './plan-question.js';
import { relationColumns } from './plan-relations.js';
import { validatePlan } from './validate-plan.js';

const MODEL = 'plannedexperiment';

/** A plan that was stored, and what rundb warns of. */
export interface PlanMade {
  readonly plan: Row;
  readonly warnings: Record<string, unknown>;
}

/**
 * Makes a plan with its run, settings, samples and projects; a plan whose id was sent is overwritten with it. `data` is
 * changed on the way: codes take the place of other names. Throws a Refusal for what rundb refuses, and a
 * ConstraintError for a GUID that is taken. docs/rundb.md, "plannedexperiment"
 */
export function createPlan(writing: Writing, data: PlanData, caller: Caller): PlanMade {
  const { store } = writing.around;
  const isNew = isNothing(data['id']);
  const isTemplate = isYes(data['isReusable']);
  const question: PlanQuestion = { data, database: store.database, isNew, isWhole: true, isTemplate };
  const warnings = validatePlan(question, 'post');
  if (isNew) addDefaultPlugins(question);
  if (isNew) addDefaultFlows(question);
  const plan = store.atomically(() => {
    const kept = isNew ? store.insert(MODEL, planRow(writing, data, true)) : overwrite(writing, data);
    keepParts(writing, kept, data);
    return kept;
  });
  linkPlan(writing, plan, data, caller);
  return { plan, warnings };
}

function planRow(writing: Writing, data: PlanData, isNew: boolean): Row {
  const { store, random } = writing.around;
  const { database } = store;
  return {
    ...newPlanColumns(data, database),
    ...relationColumns(writing, data),
    ...planColumns(data, database),
    ...identify(data, database, random, isNew),
  };
}

/** Nothing of the old plan's own columns stays: what is not sent goes back to its default. */
function overwrite(writing: Writing, data: PlanData): Row {
  const { store, now } = writing.around;
  const plan = store.database.table(MODEL).get(Number(data['id']));
  if (plan === undefined) throw crash();
  const { latestEAS } = plan;
  const kept = { latestEAS, date: storeDate(now()) };
  store.update(MODEL, plan, { ...store.defaultsOf(MODEL), ...planRow(writing, data, false), ...kept });
  return plan;
}
