import type { LibMetricsRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

const { from, wire } = readings<LibMetricsRow>();

export const LibMetrics: CompleteResolvers<'LibMetrics'> = {
  ...nodeFields,
  genomeSize: wire('genomesize'),
  q7Bases: wire('q7_mapped_bases'),
  q7Reads: wire('q7_alignments'),
  q10Bases: wire('q10_mapped_bases'),
  q10Reads: wire('q10_alignments'),
  q17Bases: wire('q17_mapped_bases'),
  q17Reads: wire('q17_alignments'),
  q20Bases: wire('q20_mapped_bases'),
  q20Reads: wire('q20_alignments'),
  q47Bases: wire('q47_mapped_bases'),
  q47Reads: wire('q47_alignments'),
  report: from(['report'], (row, _args: unknown, _context, info) => loadLink(row, 'Report', 'report', info)),
};
