import type { RundbClient } from '../../rundb/client.js';
import { lookup } from '../../rundb/lookup.js';
import { UnsendableValueError } from '../../rundb/error.js';
import type { Parameters } from '../../rundb/resource.js';
import { resources } from '../../rundb/resources/index.js';
import type { PlanAnswer } from '../once/look-up.js';

/** Which plan is meant, by one of these. */
export type PlanRef =
  | { readonly key: number; readonly shortId?: never; readonly guid?: never }
  | { readonly shortId: string; readonly key?: never; readonly guid?: never }
  | { readonly guid: string; readonly key?: never; readonly shortId?: never };

const { plannedexperiment } = resources;

/** The plan as it is now; undefined where there is none. */
export async function findPlan(ref: PlanRef, client: RundbClient): Promise<PlanAnswer | undefined> {
  if (ref.key !== undefined) return client.one(plannedexperiment, ref.key);
  const rows = await plansWith(ref, client);
  // rundb gives a short id again after a run: the plan that has not run wins, else the newest.
  return rows.find(({ planExecuted }) => !planExecuted) ?? rows[0];
}

async function plansWith(ref: PlanRef, client: RundbClient): Promise<readonly PlanAnswer[]> {
  const where =
    ref.guid === undefined
      ? whereText('planShortID', ref.shortId ?? '')
      : whereText('planGUID', ref.guid.toLowerCase());
  if (!where) return [];
  const newestFirst: Parameters = [
    ['order_by', '-id'],
    ['limit', '100'],
  ];
  return (await client.page(plannedexperiment, [...where, ...newestFirst])).rows;
}

function whereText(column: string, value: string): Parameters | undefined {
  try {
    const where = lookup(column, 'text', 'eq', value);
    return where === 'nothing' ? undefined : where;
  } catch (error) {
    if (error instanceof UnsendableValueError) return undefined;
    throw error;
  }
}
