import type { ArgumentsRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { readings } from './readings.js';

const { wire } = readings<ArgumentsRow>();

/** The same names on chip types (defaults), on plans and on settings. */
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
