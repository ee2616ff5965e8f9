import type { TFMetricsRow } from '../loaders/rows.js';
import { readInteger } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

const { from, wire } = readings<TFMetricsRow>();

export const TFMetrics: CompleteResolvers<'TFMetrics'> = {
  ...nodeFields,
  hpAccuracy: wire('HPAccuracy'),
  q10Histo: from(['Q10Histo'], ({ Q10Histo }) => histogramOf(Q10Histo)),
  q17Histo: from(['Q17Histo'], ({ Q17Histo }) => histogramOf(Q17Histo)),
  report: from(['report'], (row, _args: unknown, _context, info) => loadLink(row, 'Report', 'report', info)),
};

/** Reads by length: rundb prints the counts as one text, blanks between them. docs/rundb.md, "tfmetrics" */
function histogramOf(text: string | null | undefined): number[] | null {
  const counts = text
    ?.split(/\s+/)
    .filter((part) => part !== '')
    .map(readInteger);
  return counts?.filter((count) => count !== undefined) ?? null;
}
