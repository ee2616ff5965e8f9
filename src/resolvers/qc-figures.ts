import type { AnalysisMetricsRow } from '../loaders/rows.js';
import { readInteger } from '../rundb/values.js';
import { totalWells, type WellCounts } from './analysismetrics.js';

/*
 * The figures of quality, each defined here alone, as the Torrent Suite's own pages define them.
 * docs/rundb.md, "Quality figures"
 */

type Wells = WellCounts &
  Pick<AnalysisMetricsRow, 'adjusted_addressable' | 'total' | 'live' | 'lib' | 'libFinal'>;

/** A share in percent; null where one of the two is not known, or there is nothing to have a share of. */
export function percentOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 ? null : (100 * part) / whole;
}

const countOf = (value: unknown) => readInteger(value) ?? null;

/** Wells that can be addressed; on old rows, which do not tell, all wells but the excluded ones. */
export function addressableWells(wells: Omit<Wells, 'live' | 'lib' | 'libFinal'>): number | null {
  const told = countOf(wells.adjusted_addressable);
  if (told !== null && told > 0) return told;
  const total = countOf(wells.total) || totalWells(wells);
  const excluded = countOf(wells.excluded);
  return total === null || excluded === null ? null : Math.max(0, total - excluded);
}

export const loadingOf = (wells: Omit<Wells, 'live' | 'lib' | 'libFinal'>) =>
  percentOf(countOf(wells.bead), addressableWells(wells));

export const usableOf = ({ lib, libFinal }: Pick<Wells, 'lib' | 'libFinal'>) =>
  percentOf(countOf(libFinal), countOf(lib));

/** From all wells that can be addressed down to the reads that remain; each step with its share of the one before. */
export function funnelOf(wells: Wells) {
  const addressable = addressableWells(wells);
  const steps = [
    { step: 'ADDRESSABLE', wells: addressable },
    { step: 'LOADED', wells: countOf(wells.bead) },
    { step: 'LIVE', wells: countOf(wells.live) },
    { step: 'LIBRARY', wells: countOf(wells.lib) },
    { step: 'USABLE', wells: countOf(wells.libFinal) },
  ] as const;
  return steps.map((step, index) => ({
    ...step,
    percentOfPrevious: percentOf(step.wells, steps[index - 1]?.wells ?? null),
    percentOfAddressable: percentOf(step.wells, addressable),
  }));
}
