/** Columns of pipeline command lines, of settings and of the sets that they are chosen from. */
export const PIPELINE_ARGS: readonly string[] = (
  'alignmentargs analysisargs basecallerargs beadfindargs calibrateargs ionstatsargs prebasecallerargs ' +
  'prethumbnailbasecallerargs thumbnailalignmentargs thumbnailanalysisargs thumbnailbasecallerargs ' +
  'thumbnailbeadfindargs thumbnailcalibrateargs thumbnailionstatsargs'
).split(' ');
