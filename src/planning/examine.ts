import { checkPlan } from './checks/check-plan.js';
import type { Findings } from './findings.js';
import type { Facts } from './lists/facts.js';
import { gatherFacts } from './lists/gather.js';
import { type ServerLists, serverLists } from './lists/server-lists.js';
import type { Deadline } from './once/deadline.js';
import type { PlanInput } from './plan-input.js';
import type { PlanServer } from './planner.js';

/** A plan, what its server has of what it names, and what is wrong with it. */
export interface Examined {
  readonly plan: PlanInput;
  readonly facts: Facts;
  readonly found: Findings;
}

/** Milliseconds. A refusal is never for lists that are older: someone may have added what is missing meanwhile. */
const freshEnough = 10_000;

/** Checks a plan against the lists that are kept; what these refuse is checked once more against fresh ones. */
export async function examine(plan: PlanInput, server: PlanServer, deadline: Deadline): Promise<Examined> {
  const client = server.open(deadline.signal);
  const kept = await check(plan, serverLists(client, server.remembered));
  if (kept.found.errors.length === 0) return kept;
  return check(plan, serverLists(client, server.remembered, freshEnough));
}

async function check(plan: PlanInput, lists: ServerLists): Promise<Examined> {
  const facts = await gatherFacts(plan, lists);
  return { plan, facts, found: checkPlan(plan, facts) };
}
