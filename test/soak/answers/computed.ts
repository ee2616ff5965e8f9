import type { LabData, LabRow } from './lab-data.js';
import { OTHER_FIELDS } from './other-fields.js';
import { PLAN_FIELDS } from './plan-fields.js';
import { REPORT_FIELDS } from './report-fields.js';
import { RUN_FIELDS } from './run-fields.js';

/** What a field of a type shows of a row that is not one printed value. */
export type Compute = (row: LabRow, lab: LabData, args: Readonly<Record<string, unknown>>) => unknown;
export type ComputedFields = Readonly<Record<string, Readonly<Record<string, Compute>>>>;

/** By type and field. Lists that are paged are in lists.ts. */
export const COMPUTED: ComputedFields = { ...RUN_FIELDS, ...REPORT_FIELDS, ...PLAN_FIELDS, ...OTHER_FIELDS };
