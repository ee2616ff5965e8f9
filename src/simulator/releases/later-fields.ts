/*
 * Fields of 5.18 that captures of 3.6 and 4.0 do not show. docs/rundb.md, "Versions"
 */

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const TEMPERATURES =
  'chipTecDfltAmbient chipTecMinThreshold chipTecSlope manTecDfltAmbient manTecMinThreshold manTecSlope';

const CHEF =
  'chefChipExpiration1 chefChipExpiration2 chefChipType1 chefChipType2 chefEndTime chefExtraInfo_1 chefExtraInfo_2 ' +
  'chefFlexibleWorkflow chefInstrumentName chefKitType chefLastUpdate chefLogPath chefLotNumber ' +
  'chefManufactureDate chefMessage chefOperationMode chefPackageVer chefProgress chefProtocolDeviationName ' +
  'chefReagentID chefReagentsExpiration chefReagentsLot chefReagentsPart chefReagentsSerialNum ' +
  'chefRemainingSeconds chefSamplePos chefScriptVersion chefSolutionsExpiration chefSolutionsLot ' +
  'chefSolutionsPart chefSolutionsSerialNum chefStartTime chefStatus chefTipRackBarcode';

export const LATER_RUN_FIELDS = names(`${CHEF} ${TEMPERATURES} isProton`);
export const LATER_PLAN_FIELDS = names(`chefInfo ${TEMPERATURES}`);

export const LATER_SETTINGS_FIELDS = names(
  'base_recalibration_mode calibrateargs custom_args endBarcodeKitName ionstatsargs mixedTypeRNA_hotSpotRegionBedFile ' +
    'mixedTypeRNA_reference mixedTypeRNA_targetRegionBedFile realign sseBedFile tfKey thumbnailcalibrateargs ' +
    'thumbnailionstatsargs',
);

export const LATER_PLUGIN_RESULT_FIELDS = names(
  'URL can_terminate files major plugin_result_jobs validation_errors',
);

export const LATER_WELL_FIELDS = names('adjusted_addressable loading total');

export const LATER_QUALITY_FIELDS = names(
  ['q0', 'q17', 'q20'].map((q) => `${q}_median_read_length ${q}_mode_read_length`).join(' '),
);

export const LATER_REPORT_FIELDS = names('i18nstatus');
export const PLATFORM = names('platform');
