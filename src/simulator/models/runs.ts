import type { ModelDeclaration } from '../database/model.js';
import { PIPELINE_ARGS } from './pipeline-args.js';

/** Runs, their settings and their reports. */
export const RUN_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'experiment',
    integer: 'id chefRemainingSeconds cycles diskusage flows',
    float:
      'chefProgress chipTecDfltAmbient chipTecMinThreshold chipTecSlope manTecDfltAmbient manTecMinThreshold ' +
      'manTecSlope',
    boolean: 'autoAnalyze baselineRun isReverseRun pinnedRepResult star usePreBeadfind',
    datetime: 'chefEndTime chefLastUpdate chefStartTime date resultDate',
    json: 'log metaData',
    text:
      'chefChipExpiration1 chefChipExpiration2 chefChipType1 chefChipType2 chefExtraInfo_1 chefExtraInfo_2 ' +
      'chefFlexibleWorkflow chefInstrumentName chefKitType chefLogPath chefLotNumber chefManufactureDate ' +
      'chefMessage chefOperationMode chefPackageVer chefProtocolDeviationName chefReagentID ' +
      'chefReagentsExpiration chefReagentsLot chefReagentsPart chefReagentsSerialNum chefSamplePos ' +
      'chefScriptVersion chefSolutionsExpiration chefSolutionsLot chefSolutionsPart chefSolutionsSerialNum ' +
      'chefStatus chefTipRackBarcode chipBarcode chipType displayName expCompInfo expDir expName flowsInOrder ' +
      'ftpStatus notes pgmName platform rawdatastyle reagentBarcode reverse_primer runMode seqKitBarcode ' +
      'sequencekitbarcode sequencekitname status storageHost storage_options unique user_ack',
    one: { plan: 'plannedexperiment.experiment', repResult: 'results' },
    links: { samples: 'sample.experiments' },
    unique: [['unique'], ['plan'], ['repResult']],
    emptied: 'repResult',
  },
  {
    name: 'experimentanalysissettings',
    integer: 'id',
    boolean: 'custom_args isDuplicateReads isEditable isOneTimeOverride realign',
    datetime: 'date',
    json: 'barcodedSamples selectedPlugins',
    text:
      'barcodeKitName base_recalibration_mode endBarcodeKitName hotSpotRegionBedFile libraryKey ' +
      'libraryKitBarcode libraryKitName mixedTypeRNA_hotSpotRegionBedFile mixedTypeRNA_reference ' +
      'mixedTypeRNA_targetRegionBedFile reference sseBedFile status targetRegionBedFile tfKey ' +
      `threePrimeAdapter ${PIPELINE_ARGS.join(' ')}`,
    one: { experiment: 'experiment.eas_set' },
  },
  {
    name: 'results',
    integer: 'id diskusage framesProcessed processedCycles processedflows',
    boolean: 'autoExempt representative',
    datetime: 'timeStamp',
    json: 'metaData',
    text:
      'analysisVersion log parentIDs reference reportLink reportStatus resultsName resultsType runid status ' +
      'timeToComplete',
    one: {
      experiment: 'experiment.results_set',
      eas: 'experimentanalysissettings.results_set',
      reportstorage: 'reportstorage.results',
      parentResult: 'results.childResults_set',
    },
    links: { projects: 'project.results' },
    defaults: { reportstorage: null },
    emptied: 'reportstorage parentResult',
  },
  { name: 'reportstorage', integer: 'id', boolean: 'default', text: 'name dirPath webServerPath' },
  {
    name: 'dmfilestat',
    integer: 'id',
    float: 'diskspace',
    boolean: 'preserve_data',
    text: 'type action_state',
    one: { result: 'results.dmfilestat' },
  },
  {
    name: 'project',
    integer: 'id',
    boolean: 'public',
    datetime: 'created modified',
    text: 'name',
    one: { creator: 'user.project' },
    unique: [['name']],
    // The first ordinary user, when nobody is named.
    defaults: { creator: 2 },
    touched: 'modified',
    lengths: { name: 64 },
  },
];
