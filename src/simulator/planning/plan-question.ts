import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { crash } from '../values/refusals.js';

/** What was sent about a plan, by rundb's names; the checks put codes in the place of other names. */
export type PlanData = Record<string, unknown>;

/** A plan that is to be checked, and how. */
export interface PlanQuestion {
  readonly data: PlanData;
  readonly database: Database;
  /** A plan that does not exist yet. */
  readonly isNew: boolean;
  /** All of a plan was sent (POST, PATCH), not only what is to change (PUT). */
  readonly isWhole: boolean;
  readonly isTemplate: boolean;
  /** The newest settings of a stored plan. */
  readonly settings?: Row | undefined;
}

/** A text that was sent, empty for null and the like. rundb crashes on anything else. */
export function textOf(data: PlanData, key: string): string {
  const value = data[key];
  if (typeof value === 'string') return value;
  if (isNothing(value)) return '';
  throw crash();
}

/** What rundb takes for nothing: null, false, zero, and what is empty. */
export function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === 0 || value === false;
}

/** Whether a text was sent that stands for yes, as rundb reads booleans. */
export function isYes(value: unknown): boolean {
  if (typeof value !== 'string') return !isNothing(value);
  return ['true', 't', 'yes', 'y', '1', 'on'].includes(value.toLowerCase());
}

/** Whether a check that wants a value has something to say when there is none. */
export function isWanted({ isWhole, isTemplate, data }: PlanQuestion, key: string): boolean {
  return !isTemplate && (isWhole || key in data);
}

/** A plan's run type; without one it is the general one. */
export function runTypeOf(data: PlanData): string {
  return textOf(data, 'runType') || 'GENS';
}
