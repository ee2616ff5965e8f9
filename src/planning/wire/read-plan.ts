import { isBlankName, readFlag, readInteger, readText } from '../../rundb/values.js';
import { isMap } from '../json-map.js';
import type { PlanAnswer } from '../once/look-up.js';
import type { PlanInput, PlanKits, PlanPlugin, PlanQcThreshold } from '../plan-input.js';
import { readSamples } from './read-samples.js';
import { kitKeys } from './wire-keys.js';

/** A stored plan as its input would have been: empty texts, the word none and flows of 0 are left out. */
export function readPlan(row: PlanAnswer): PlanInput {
  return {
    ...readTexts(row),
    ...readFlags(row),
    ...readLists(row),
    kits: readKits(row),
    samples: readSamples(row),
  };
}

const said = (value: unknown) => {
  const text = readText(value);
  return isBlankName(text) ? undefined : text;
};

function readTexts(row: PlanAnswer): PlanInput {
  return {
    planName: said(row.planDisplayedName) ?? said(row.planName),
    chipType: said(row.chipType),
    reference: said(row.library),
    runType: said(row.runType),
    runMode: row.runMode === 'single' ? row.runMode : undefined,
    applicationGroup: said(row.applicationGroupDisplayedName),
    sampleGrouping: said(row.sampleGroupingName),
    flows: readInteger(row.flows) || undefined,
    flowsInOrder: said(row.flowsInOrder),
    libraryReadLength: readInteger(row.libraryReadLength) || undefined,
    notes: said(row.notes),
    sampleTubeLabel: said(row.sampleTubeLabel),
    chipBarcode: said(row.chipBarcode),
    libraryKey: said(row.libraryKey),
    tfKey: said(row.tfKey),
    threePrimeAdapter: said(row.forward3primeadapter),
    // Sent empty it has rundb look whether the run type can do without; left out it does not.
    targetRegionBedFile: row.bedfile === '' ? '' : said(row.bedfile),
    hotSpotRegionBedFile: said(row.regionfile),
    sseBedFile: said(row.sseBedFile),
    mixedTypeRNAReference: said(row.mixedTypeRNA_reference),
    mixedTypeRNATargetRegionBedFile: said(row.mixedTypeRNA_targetRegionBedFile),
    mixedTypeRNAHotSpotRegionBedFile: said(row.mixedTypeRNA_hotSpotRegionBedFile),
    samplePrepProtocol: said(row.samplePrepProtocol),
    endBarcodeKit: said(row.endBarcodeKitName),
    baseRecalibrationMode: said(row.base_recalibration_mode),
    storageOptions: said(row.storage_options),
    platform: said(row.platform),
    username: said(row.username),
    irWorkflow: said(row.irworkflow),
    categories: said(row.categories),
    planPGM: said(row.planPGM),
  };
}

function readFlags(row: PlanAnswer): PlanInput {
  return {
    isFavorite: readFlag(row.isFavorite),
    autoAnalyze: readFlag(row.autoAnalyze),
    preAnalysis: readFlag(row.preAnalysis),
    usePreBeadfind: readFlag(row.usePreBeadfind),
    usePostBeadfind: readFlag(row.usePostBeadfind),
    isDuplicateReads: readFlag(row.isDuplicateReads),
    realign: readFlag(row.realign),
  };
}

function readLists(row: PlanAnswer): PlanInput {
  return {
    projects: row.projects?.map(String),
    plugins: readPlugins(row.selectedPlugins),
    qcThresholds: readThresholds(row.qcValues),
    arguments: readFlag(row.custom_args) ? readArguments(row) : undefined,
  };
}

function readKits(row: PlanAnswer): PlanKits {
  return {
    templating: said(row[kitKeys.templating]),
    sequencing: said(row[kitKeys.sequencing]),
    library: said(row[kitKeys.library]),
    controlSequence: said(row[kitKeys.controlSequence]),
    samplePrep: said(row[kitKeys.samplePrep]),
    sequencingBarcode: said(row[kitKeys.sequencingBarcode]),
    templatingBarcode: said(row[kitKeys.templatingBarcode]),
  };
}

function readPlugins(plugins: unknown): PlanPlugin[] {
  if (!isMap(plugins)) return [];
  return Object.entries(plugins).map(([name, plugin]) => ({
    name,
    userInput: isMap(plugin) ? plugin['userInput'] : undefined,
  }));
}

function readThresholds(values: unknown): PlanQcThreshold[] {
  if (!Array.isArray(values)) return [];
  return values.filter(isMap).flatMap(({ threshold, qcType }) => {
    const name = isMap(qcType) ? readText(qcType['qcName']) : undefined;
    const least = readInteger(threshold);
    return name === undefined || least === undefined ? [] : [{ name, threshold: least }];
  });
}

/** Command lines, one for each program, under the program's name. */
function readArguments(row: PlanAnswer): Record<string, string | undefined> {
  const lines = Object.entries(row).filter(([key]) => /^(?!custom_)\w+args$/.test(key));
  return Object.fromEntries(lines.map(([key, line]) => [key.slice(0, -'args'.length), said(line)]));
}
