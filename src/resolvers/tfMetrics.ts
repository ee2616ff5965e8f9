import type { TFMetricsRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

const { from } = readings<TFMetricsRow>();

export const TFMetrics: CompleteResolvers<'TFMetrics'> = {
  ...nodeFields,
  report: from(['report'], (row, _args: unknown, _context, info) => loadLink(row, 'Report', 'report', info)),
};
