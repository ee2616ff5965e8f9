import type { QualityMetricsRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

const { from, wire } = readings<QualityMetricsRow>();

export const QualityMetrics: CompleteResolvers<'QualityMetrics'> = {
  ...nodeFields,
  q0Reads50bp: wire('q0_50bp_reads'),
  q0Reads100bp: wire('q0_100bp_reads'),
  q0Reads150bp: wire('q0_150bp_reads'),
  q17Reads50bp: wire('q17_50bp_reads'),
  q17Reads100bp: wire('q17_100bp_reads'),
  q17Reads150bp: wire('q17_150bp_reads'),
  q20Reads50bp: wire('q20_50bp_reads'),
  q20Reads100bp: wire('q20_100bp_reads'),
  q20Reads150bp: wire('q20_150bp_reads'),
  report: from(['report'], (row, _args: unknown, _context, info) => loadLink(row, 'Report', 'report', info)),
};
