import type { Finding, Findings } from './findings.js';
import { examine } from './examine.js';
import type { Remembered } from './lists/server-lists.js';
import { Deadline } from './once/deadline.js';
import type { OpenClient, PlanFound } from './once/look-up.js';
import type { Turns } from './once/turns.js';
import { type Change, type PlanUpdate, updatePlan, voidPlan } from './change/update.js';
import type { PlanRef } from './change/find-plan.js';
import { createPlan } from './create.js';
import type { PlanInput } from './plan-input.js';
import type { TemplateRef } from './template.js';

/** One Torrent Server as one caller plans on it. */
export interface PlanServer {
  readonly open: OpenClient;
  readonly remembered: Remembered;
  readonly turns: Turns;
  /** Milliseconds that one mutation may take, its caller waiting or gone. */
  readonly patience: number;
  /** Aborted when the caller has gone. */
  readonly gone: AbortSignal;
}

/** A plan to be made, and how it is told from others. */
export interface PlanOrder {
  readonly plan: PlanInput;
  /** The template that fills in what the plan leaves out. */
  readonly template?: TemplateRef;
  readonly idempotencyKey?: string | null | undefined;
  /** The mutation's input as it was sent: under one key it has to be the same. */
  readonly sent: unknown;
}

export interface Creation {
  /** Undefined where there is none for what is in `userErrors`. */
  readonly plan: PlanFound | undefined;
  readonly created: boolean;
  readonly userErrors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

export interface Planner {
  /** What is wrong with a plan; nothing is made. */
  validate(plan: PlanInput): Promise<Findings>;
  /** Makes a plan exactly once. @throws RundbError where nothing was made, or nobody can say whether */
  create(order: PlanOrder): Promise<Creation>;
  /** Changes a plan that has not run. @throws RundbError where it was not changed, or nobody can say whether */
  update(update: PlanUpdate): Promise<Change>;
  /** Takes a plan off the list of those to be run. @throws RundbError as `update` does */
  voidPlan(plan: PlanRef): Promise<Change>;
}

/** Opens a server for one caller's planning; nothing is asked yet. */
export function openPlanner(server: PlanServer): Planner {
  return {
    validate: async (plan) => (await examine(plan, server, new Deadline(server.patience))).found,
    create: (order) => createPlan(order, server, new Deadline(server.patience)),
    update: (update) => updatePlan(update, server, new Deadline(server.patience)),
    voidPlan: (plan) => voidPlan(plan, server, new Deadline(server.patience)),
  };
}
