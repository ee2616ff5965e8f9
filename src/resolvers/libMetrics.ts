import type { LibMetricsRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

const { from } = readings<LibMetricsRow>();

export const LibMetrics: CompleteResolvers<'LibMetrics'> = {
  ...nodeFields,
  report: from(['report'], (row, _args: unknown, _context, info) => loadLink(row, 'Report', 'report', info)),
};
