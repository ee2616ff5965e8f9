import type { ExperimentRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { readings } from './readings.js';

const { wire } = readings<ExperimentRow>();

/** The record of an Ion Chef, which rundb keeps in columns of the run. */
export const ChefRun: CompleteResolvers<'ChefRun'> = {
  instrumentName: wire('chefInstrumentName'),
  status: wire('chefStatus'),
  message: wire('chefMessage'),
  progress: wire('chefProgress'),
  remainingSeconds: wire('chefRemainingSeconds'),
  startTime: wire('chefStartTime'),
  endTime: wire('chefEndTime'),
  lastUpdate: wire('chefLastUpdate'),
  operationMode: wire('chefOperationMode'),
  flexibleWorkflow: wire('chefFlexibleWorkflow'),
  protocolDeviationName: wire('chefProtocolDeviationName'),
  kitType: wire('chefKitType'),
  lotNumber: wire('chefLotNumber'),
  manufactureDate: wire('chefManufactureDate'),
  reagentId: wire('chefReagentID'),
  reagentsExpiration: wire('chefReagentsExpiration'),
  reagentsLot: wire('chefReagentsLot'),
  reagentsPart: wire('chefReagentsPart'),
  reagentsSerialNumber: wire('chefReagentsSerialNum'),
  solutionsExpiration: wire('chefSolutionsExpiration'),
  solutionsLot: wire('chefSolutionsLot'),
  solutionsPart: wire('chefSolutionsPart'),
  solutionsSerialNumber: wire('chefSolutionsSerialNum'),
  chipType1: wire('chefChipType1'),
  chipType2: wire('chefChipType2'),
  chipExpiration1: wire('chefChipExpiration1'),
  chipExpiration2: wire('chefChipExpiration2'),
  samplePosition: wire('chefSamplePos'),
  tipRackBarcode: wire('chefTipRackBarcode'),
  packageVersion: wire('chefPackageVer'),
  scriptVersion: wire('chefScriptVersion'),
  logPath: wire('chefLogPath'),
  extraInfo1: wire('chefExtraInfo_1'),
  extraInfo2: wire('chefExtraInfo_2'),
};
