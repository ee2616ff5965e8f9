import type { AnalysisMetricsRow } from '../loaders/rows.js';
import { readInteger } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

/** Every well is one of these. docs/rundb.md, "analysismetrics" */
const wells = ['bead', 'empty', 'pinned', 'ignored', 'excluded'] as const;

export type WellCounts = Pick<AnalysisMetricsRow, (typeof wells)[number]>;

/** All wells that were classified; null where a count is not known. */
export function totalWells(row: WellCounts): number | null {
  const counts = wells.map((name) => readInteger(row[name]));
  return counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : null;
}

const { from } = readings<AnalysisMetricsRow>();

export const AnalysisMetrics: CompleteResolvers<'AnalysisMetrics'> = {
  ...nodeFields,
  totalWells: from(wells, (row) => totalWells(row)),
  report: from(['report'], (row, _args: unknown, _context, info) => loadLink(row, 'Report', 'report', info)),
};
