import { flag, integer, resource, text } from '../resource.js';

/** Chip types, a dozen rows; the pipeline arguments come from other tables and are absent when none are set. docs/rundb.md, "chip" */
export const chip = resource('chip', {
  id: integer('FO!'),
  name: text('FO!'),
  description: text('FO'),
  earlyDatFileDeletion: text('FO'),
  instrumentType: text('FO'),
  isActive: flag('FO'),
  slots: integer('FO'),
  beadfindargs: text(''),
  analysisargs: text(''),
  prebasecallerargs: text(''),
  calibrateargs: text(''),
  basecallerargs: text(''),
  alignmentargs: text(''),
  ionstatsargs: text(''),
  thumbnailbeadfindargs: text(''),
  thumbnailanalysisargs: text(''),
  prethumbnailbasecallerargs: text(''),
  thumbnailcalibrateargs: text(''),
  thumbnailbasecallerargs: text(''),
  thumbnailalignmentargs: text(''),
  thumbnailionstatsargs: text(''),
});
