import type { ChipRow, PlanRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { readings } from './readings.js';

const { wire } = readings<ChipRow | PlanRow>();

/** The same names on chip types (defaults) and on plans. */
export const PipelineArguments: CompleteResolvers<'PipelineArguments'> = {
  beadfind: wire('beadfindargs'),
  analysis: wire('analysisargs'),
  prebasecaller: wire('prebasecallerargs'),
  calibrate: wire('calibrateargs'),
  basecaller: wire('basecallerargs'),
  alignment: wire('alignmentargs'),
  ionstats: wire('ionstatsargs'),
  thumbnailBeadfind: wire('thumbnailbeadfindargs'),
  thumbnailAnalysis: wire('thumbnailanalysisargs'),
  prethumbnailBasecaller: wire('prethumbnailbasecallerargs'),
  thumbnailCalibrate: wire('thumbnailcalibrateargs'),
  thumbnailBasecaller: wire('thumbnailbasecallerargs'),
  thumbnailAlignment: wire('thumbnailalignmentargs'),
  thumbnailIonstats: wire('thumbnailionstatsargs'),
};
