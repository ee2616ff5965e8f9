import type { PlanInput } from '../plan-input.js';

/** Left out: kept; null: taken away; lists and samples are replaced whole, kits one by one. */
export function mergeChanges(present: PlanInput, changes: PlanInput): PlanInput {
  const kits = changes.kits === null ? null : { ...present.kits, ...said(changes.kits ?? {}) };
  return { ...present, ...said(changes), kits };
}

function said<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
