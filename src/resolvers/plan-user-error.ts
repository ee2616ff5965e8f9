import type { CompleteResolvers } from './complete.js';

export const PlanUserError: CompleteResolvers<'PlanUserError'> = {
  path: ({ path }) => [...path],
  suggestions: ({ suggestions }) => [...suggestions],
};
