import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { PIPELINE_ARGS } from '../models/pipeline-args.js';
import { findAnalysisArgs } from './analysis-args.js';
import { booleans, pick, texts } from './plan-columns.js';
import { isNothing, isYes, type PlanData } from './plan-question.js';

const TEXTS =
  'base_recalibration_mode endBarcodeKitName libraryKey mixedTypeRNA_hotSpotRegionBedFile mixedTypeRNA_reference ' +
  'mixedTypeRNA_targetRegionBedFile sseBedFile tfKey';

/** Keys that plans have other names for than their settings; an answer holds both. */
export const OTHER_NAMES: Readonly<Record<string, string>> = {
  barcodeId: 'barcodeKitName',
  bedfile: 'targetRegionBedFile',
  forward3primeadapter: 'threePrimeAdapter',
  library: 'reference',
  librarykitname: 'libraryKitName',
  regionfile: 'hotSpotRegionBedFile',
};

/** Columns of the settings for the keys that were sent. */
export function settingsColumns(data: PlanData): Row {
  return {
    ...texts(data, TEXTS),
    ...pick(data, 'selectedPlugins'),
    ...booleans(data, 'isDuplicateReads realign custom_args'),
    ...otherNames(data),
    ...('barcodedSamples' in data && {
      barcodedSamples: isNothing(data['barcodedSamples']) ? {} : data['barcodedSamples'],
    }),
  };
}

/** What was sent under a plan's names, under those of the settings. */
export function otherNames(data: PlanData): Row {
  const sent = Object.entries(OTHER_NAMES).filter(([key]) => key in data);
  return Object.fromEntries(sent.map(([key, name]) => [name, data[key]]));
}

/** The server's own choices for what a new plan leaves open. */
export function newSettingsColumns(database: Database): Row {
  const server = database.table('globalconfig').rows[0] ?? {};
  return {
    base_recalibration_mode: server['base_recalibration_mode'],
    isDuplicateReads: server['mark_duplicates'],
    isEditable: true,
    libraryKey: server['default_library_key'],
    realign: server['realign'],
    tfKey: server['default_test_fragment_key'],
  };
}

/** Command lines are taken as sent when they were set by hand; otherwise they are chosen anew. */
export function argsColumns(database: Database, data: PlanData, plan: Row, run: Row, settings: Row): Row {
  const isCustom = 'custom_args' in data ? isYes(data['custom_args']) : settings['custom_args'] === true;
  if (isCustom) return pick(data, PIPELINE_ARGS.join(' '));
  const found = findAnalysisArgs(database, plan, run, settings);
  return Object.fromEntries(PIPELINE_ARGS.map((name) => [name, found?.[name] ?? '']));
}
