import type { PlanInput, PlanKits } from '../plan-input.js';

/** Fields that go over the wire as they are, and rundb's names for them. docs/rundb.md, "Creating a plan" */
export const plainKeys = {
  planName: 'planName',
  runMode: 'runMode',
  flows: 'flows',
  flowsInOrder: 'flowsInOrder',
  libraryReadLength: 'libraryReadLength',
  notes: 'notes',
  chipBarcode: 'chipBarcode',
  libraryKey: 'libraryKey',
  tfKey: 'tfKey',
  threePrimeAdapter: 'forward3primeadapter',
  sseBedFile: 'sseBedFile',
  samplePrepProtocol: 'samplePrepProtocol',
  endBarcodeKit: 'endBarcodeKitName',
  includeDefaultPlugins: 'include_plugin_default_selection',
  baseRecalibrationMode: 'base_recalibration_mode',
  storageOptions: 'storage_options',
  platform: 'platform',
  username: 'username',
  irWorkflow: 'irworkflow',
  categories: 'categories',
  planPGM: 'planPGM',
  isFavorite: 'isFavorite',
  autoAnalyze: 'autoAnalyze',
  preAnalysis: 'preAnalysis',
  usePreBeadfind: 'usePreBeadfind',
  usePostBeadfind: 'usePostBeadfind',
  isDuplicateReads: 'isDuplicateReads',
  realign: 'realign',
  mixedTypeRNAReference: 'mixedTypeRNA_reference',
} as const satisfies Partial<Record<keyof PlanInput, string>>;

export const kitKeys = {
  templating: 'templatingKitName',
  sequencing: 'sequencekitname',
  library: 'librarykitname',
  controlSequence: 'controlSequencekitname',
  samplePrep: 'samplePrepKitName',
  sequencingBarcode: 'seqKitBarcode',
  templatingBarcode: 'templatingKitBarcode',
} as const satisfies Record<keyof PlanKits, string>;

/** Fields that are translated on their way. */
export const translatedKeys = {
  chipType: 'chipType',
  reference: 'library',
  runType: 'runType',
  applicationGroup: 'applicationGroupDisplayedName',
  sampleGrouping: 'sampleGroupingName',
  projects: 'projects',
  sampleTubeLabel: 'sampleTubeLabel',
  targetRegionBedFile: 'bedfile',
  hotSpotRegionBedFile: 'regionfile',
  mixedTypeRNATargetRegionBedFile: 'mixedTypeRNA_targetRegionBedFile',
  mixedTypeRNAHotSpotRegionBedFile: 'mixedTypeRNA_hotSpotRegionBedFile',
  sampleSets: 'sampleSetDisplayedName',
  plugins: 'selectedPlugins',
  metaData: 'metaData',
  status: 'planStatus',
} as const satisfies Partial<Record<keyof PlanInput, string>>;

const pathsByKey: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...Object.entries({ ...plainKeys, ...translatedKeys }).map(([field, key]) => [key, [field]] as const),
  ...Object.entries(kitKeys).map(([field, key]) => [key, ['kits', field]] as const),
  ['sample', ['samples', 'single', 'name']],
  ['barcodedSamples', ['samples', 'barcoded']],
  ['barcodeId', ['samples', 'barcoded', 'barcodeKit']],
]);

/** Where in the input a key of rundb's comes from; undefined for what no input leads to. */
export function pathOfKey(key: string): readonly string[] | undefined {
  return pathsByKey.get(key);
}
