import type { Row } from '../api.js';
import { asObject } from '../resources/fields.js';
import { writeRows } from '../writing/write-rows.js';
import type { Writer, Writing } from '../writing/writing.js';
import { identify } from './plan-identity.js';

const MODEL = 'plannedexperiment';

/**
 * Writes the columns of plans alone: nothing is checked, and a plan that is made has neither run nor settings. What
 * every plan has is filled in. docs/rundb.md, "plannedexperimentdb"
 */
export const writePlanRows: Writer = (request, writing) => {
  const answer = writeRows(request, writing);
  const id = asObject(answer.body)['id'];
  const plan = id === undefined ? undefined : writing.find(String(id));
  if (plan === undefined) return answer;
  completePlan(writing, plan);
  return { ...answer, body: writing.printAlone(plan) };
};

/** Every plan has a GUID, a short id and a status. */
function completePlan({ around }: Writing, plan: Row): void {
  const { store, random } = around;
  const { planGUID, planShortID, planStatus } = identify({ ...plan }, store.database, random, false);
  store.update(MODEL, plan, {
    planGUID,
    planStatus,
    ...(!plan['planShortID'] && { planShortID }),
  });
}
