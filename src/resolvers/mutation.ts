import type { Context } from '../context.js';
import type { PlanRef } from '../planning/change/find-plan.js';
import type { TemplateRef } from '../planning/template.js';
import { isGiven, oneKey } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { placeOf, serverFor } from './node.js';

export const Mutation: CompleteResolvers<'Mutation'> = {
  createPlan: async (_parent, { input }, context) => {
    const { server, idempotencyKey, ...plan } = input;
    const scope = serverFor(context, server);
    // Where the plan goes and by which key is not what it is.
    const order = { plan, idempotencyKey, sent: { createPlan: plan } };
    return { scope, ...(await context.plannerOf(scope.name).create(order)) };
  },
  createPlanFromTemplate: async (_parent, { input }, context) => {
    const { server, idempotencyKey, template: ref, ...plan } = input;
    const { scope, template } = findTemplate(context, server, ref);
    const sent = { createPlanFromTemplate: { ...plan, template: ref } };
    return {
      scope,
      ...(await context.plannerOf(scope.name).create({ plan, idempotencyKey, template, sent })),
    };
  },
  updatePlan: async (_parent, { input }, context) => {
    const { server, plan: ref, ifUnchangedSince, ...changes } = input;
    const { scope, plan } = findPlan(context, server, ref);
    return { scope, ...(await context.plannerOf(scope.name).update({ plan, changes, ifUnchangedSince })) };
  },
  voidPlan: async (_parent, { input: { server, plan: ref } }, context) => {
    const { scope, plan } = findPlan(context, server, ref);
    return { scope, ...(await context.plannerOf(scope.name).voidPlan(plan)) };
  },
};

interface PlanKeys {
  readonly id?: string;
  readonly shortId?: string;
  readonly guid?: string;
}

function findPlan(context: Context, server: string | null | undefined, { id, shortId, guid }: PlanKeys) {
  const [, value] = oneKey({ id, shortId, guid });
  if (isGiven(id)) {
    const place = placeOf(context, 'Plan', id, server);
    const plan: PlanRef = { key: typeof place?.key === 'number' ? place.key : 0 };
    return { scope: place?.scope ?? serverFor(context, server), plan };
  }
  const plan: PlanRef = isGiven(guid) ? { guid } : { shortId: value };
  return { scope: serverFor(context, server), plan };
}

interface TemplateKeys {
  readonly id?: string;
  readonly name?: string;
  readonly guid?: string;
}

/** A global id says by itself which server is meant. */
function findTemplate(context: Context, server: string | null | undefined, { id, name, guid }: TemplateKeys) {
  const [, value] = oneKey({ id, name, guid });
  if (isGiven(id)) {
    const place = placeOf(context, 'Plan', id, server);
    // Of a number that no row can have there is no template either.
    const template: TemplateRef = { key: typeof place?.key === 'number' ? place.key : 0 };
    return { scope: place?.scope ?? serverFor(context, server), template };
  }
  const template: TemplateRef = isGiven(guid) ? { guid } : { name: value };
  return { scope: serverFor(context, server), template };
}
