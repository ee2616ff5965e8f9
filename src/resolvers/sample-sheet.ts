import type { CompleteResolvers } from './complete.js';

export const SampleSheetPlan: CompleteResolvers<'SampleSheetPlan'> = {
  rows: ({ rows }) => [...rows],
  errors: ({ errors }) => [...errors],
  warnings: ({ warnings }) => [...warnings],
};

export const SampleSheetFinding: CompleteResolvers<'SampleSheetFinding'> = {
  path: ({ path }) => [...path],
  suggestions: ({ suggestions }) => [...suggestions],
};
