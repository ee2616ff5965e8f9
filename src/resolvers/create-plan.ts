import type { GraphQLResolveInfo } from 'graphql';
import { entities, type Source } from '../loaders/entities.js';
import type { PlanRow } from '../loaders/rows.js';
import type { ServerScope } from '../loaders/scope.js';
import type { Change } from '../planning/change/update.js';
import type { Creation } from '../planning/planner.js';
import type { CompleteResolvers } from './complete.js';
import { needsOf } from './selection.js';

/** What came of a mutation that makes a plan, and on which server. */
export interface PlanCreation extends Creation {
  readonly scope: ServerScope;
}

export const CreatePlanPayload: CompleteResolvers<'CreatePlanPayload'> = {
  plan: (creation, _args, _context, info) => planOf(creation, info),
  userErrors: ({ userErrors }) => [...userErrors],
  warnings: ({ warnings }) => [...warnings],
};

export const ValidatePlanPayload: CompleteResolvers<'ValidatePlanPayload'> = {
  userErrors: ({ errors }) => [...errors],
  warnings: ({ warnings }) => [...warnings],
};

/** What came of a mutation that changes a plan, and on which server. */
export interface PlanChange extends Change {
  readonly scope: ServerScope;
}

export const UpdatePlanPayload: CompleteResolvers<'UpdatePlanPayload'> = {
  plan: (change, _args, _context, info) => planOf(change, info),
  userErrors: ({ userErrors }) => [...userErrors],
  warnings: ({ warnings }) => [...warnings],
};

export const VoidPlanPayload: CompleteResolvers<'VoidPlanPayload'> = {
  plan: (change, _args, _context, info) => planOf(change, info),
  userErrors: ({ userErrors }) => [...userErrors],
};

/** The plan as the server's answer holds it; what it lacks is completed by id. */
function planOf(
  { plan, scope }: Pick<PlanChange, 'plan' | 'scope'>,
  info: GraphQLResolveInfo,
): PlanRow | null {
  const source = sourceNamed(plan?.resource);
  if (!plan || !source) return null;
  return scope.placeRow('Plan', { source, row: plan.row }, needsOf(info));
}

function sourceNamed(name: string | undefined): Source | undefined {
  return entities.Plan.sources.find(({ resource }) => resource.name === name);
}
