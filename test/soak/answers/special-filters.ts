import { FILTER_LINKS } from './filter-links.js';
import type { LabData, LabRow } from './lab-data.js';
import { isBroken } from './letters.js';
import { refuse } from './refused.js';
import { foldAcquisition, foldReport } from './states.js';

/** Whether a row passes; undefined is the row that a relation does not lead to. */
type RowTest = (row: LabRow | undefined) => boolean;

interface Around {
  readonly lab: LabData;
  /** The test of a filter of related rows; true of every row where it is left out. */
  readonly testOf: (type: string, filter: unknown) => RowTest;
  /** The whole input that the filter is a part of. */
  readonly filter: Readonly<Record<string, unknown>>;
}

type Special = (value: unknown, around: Around) => (row: LabRow) => boolean;

function follow(type: string, name: string, row: LabRow, lab: LabData): readonly LabRow[] {
  return FILTER_LINKS[type]?.[name]?.(row, lab) ?? [];
}

/** Names that rundb takes joined by commas. */
function names(value: unknown): ReadonlySet<unknown> {
  const given = Array.isArray(value) ? value : [];
  for (const name of given.map(String)) {
    if (name.includes(',') || name === '' || name.includes('\0') || isBroken(name))
      throw refuse(`no name: ${name}`);
  }
  return new Set(given);
}

/** A thumbnail is marked in the report's free object. */
export function isThumbnail({ stored }: LabRow): boolean {
  const marks = stored['metaData'];
  return typeof marks === 'object' && marks !== null && 'thumb' in marks && Number(marks.thumb) === 1;
}

/** The rows, or one without any value. */
const orNone = (rows: readonly LabRow[]): readonly (LabRow | undefined)[] =>
  rows.length > 0 ? rows : [undefined];

/** One report that is all that is asked of reports, in whichever of the three ways. */
const byReport: Special = (_value, { lab, testOf, filter: { state, project, reports } }) => {
  const wanted = Array.isArray(project) ? names(project) : undefined;
  const isSuch = testOf('Report', reports);
  const inProject: RowTest = (report) =>
    wanted === undefined ||
    (report !== undefined &&
      follow('Report', 'projects', report, lab).some(({ stored }) => wanted.has(stored['name'])));
  const inState: RowTest = (report) =>
    state === undefined || (report !== undefined && foldReport(report.stored['status']) === state);
  return (row) =>
    orNone(follow('Experiment', 'reports', row, lab)).some(
      (report) => isSuch(report) && inState(report) && inProject(report),
    );
};

/** One sample that is all that is asked of samples, in both ways. */
const bySample: Special = (_value, { lab, testOf, filter: { sample, samples } }) => {
  const wanted = Array.isArray(sample) ? names(sample) : undefined;
  const isSuch = testOf('Sample', samples);
  const isNamed: RowTest = (found) =>
    wanted === undefined || (found !== undefined && wanted.has(found.stored['name']));
  return (row) =>
    orNone(follow('Experiment', 'samples', row, lab)).some((found) => isSuch(found) && isNamed(found));
};

/** Filters that are no column of their name. */
export const SPECIAL_FILTERS: Readonly<Record<string, Readonly<Record<string, Special>>>> = {
  Report: {
    state: (value) => (row) => foldReport(row.stored['status']) === value,
    isThumbnail: (value) => (row) => isThumbnail(row) === value,
  },
  Experiment: {
    acquisition: (value) => (row) => foldAcquisition(row.stored['ftpStatus']) === value,
    state: byReport,
    project: byReport,
    reports: byReport,
    sample: bySample,
    samples: bySample,
    plugin: (value, { lab }) => {
      const wanted = names(value);
      const hasResult = (report: LabRow): boolean =>
        follow('Report', 'pluginResults', report, lab).some((result) =>
          follow('PluginResult', 'plugin', result, lab).some(({ stored }) => wanted.has(stored['name'])),
        );
      return (row) => follow('Experiment', 'reports', row, lab).some(hasResult);
    },
  },
};
