import { FILTER_LINKS } from './filter-links.js';
import type { LabData, LabRow } from './lab-data.js';
import { upper } from './letters.js';

const holds = (stored: unknown, part: string): boolean =>
  typeof stored === 'string' && upper(stored).includes(upper(part));

/** Parts joined by OR: in names of runs and reports and in notes, or equal to a label, short id or chip barcode. */
export function searchRuns(search: string, lab: LabData): (row: LabRow) => boolean {
  const parts = search.split(' OR ').map((part) => part.trim());
  return (row) => {
    const reports = FILTER_LINKS['Experiment']?.['reports']?.(row, lab) ?? [];
    const plans = FILTER_LINKS['Experiment']?.['plan']?.(row, lab) ?? [];
    const texts = [
      row.stored['expName'],
      row.stored['notes'],
      ...reports.map(({ stored }) => stored['resultsName']),
    ];
    const wholes = plans.flatMap(({ stored }) => [stored['sampleTubeLabel'], stored['planShortID']]);
    return parts.some(
      (part) =>
        texts.some((text) => holds(text, part)) || [...wholes, row.stored['chipBarcode']].includes(part),
    );
  };
}

/** A part of either name or of the short id. */
export function searchPlans(search: string): (row: LabRow) => boolean {
  return ({ stored }) =>
    ['planName', 'planDisplayedName', 'planShortID'].some((column) => holds(stored[column], search));
}
