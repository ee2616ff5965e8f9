import type { CompleteResolvers } from './complete.js';
import { serverFor } from './node.js';

export const Mutation: CompleteResolvers<'Mutation'> = {
  createPlan: async (_parent, { input }, context) => {
    const scope = serverFor(context, input.server);
    const { server: _, idempotencyKey, ...plan } = input;
    // Where the plan goes and by which key is not what it is.
    const order = { plan, idempotencyKey, sent: { createPlan: plan } };
    return { scope, ...(await context.plannerOf(scope.name).create(order)) };
  },
};
