import type { ModelDeclaration } from '../database/model.js';

const QUALITIES = [7, 10, 17, 20, 47];
const LENGTHS = [50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600];

function ofQualities(name: (quality: number) => string): string {
  return QUALITIES.map(name).join(' ');
}

/** Metrics of reports. Counts of bases and of mapped reads are 64 bits wide. */
export const METRICS_MODELS: readonly ModelDeclaration[] = [
  {
    name: 'libmetrics',
    integer: [
      'id align_sample duplicate_reads totalNumReads',
      ...LENGTHS.map((length) => ofQualities((quality) => `i${length}Q${quality}_reads`)),
      ofQualities((q) => `q${q}_alignments q${q}_longest_alignment q${q}_mean_alignment_length`),
    ].join(' '),
    bigint: `genomesize total_mapped_reads total_mapped_target_bases ${ofQualities((q) => `q${q}_mapped_bases`)}`,
    float: 'aveKeyCounts cf dr ie raw_accuracy sysSNR',
    text: 'Genome_Version Index_Version genome',
    one: { report: 'results.libmetrics_set' },
  },
  {
    name: 'analysismetrics',
    integer:
      'id adjusted_addressable amb bead dud empty excluded ignored keypass_all_beads lib libFinal libKp libLive ' +
      'libMix lib_pass_basecaller lib_pass_cafie live pinned tf tfFinal tfKp tfLive tfMix total washout ' +
      'washout_ambiguous washout_dud washout_library washout_live washout_test_fragment',
    float: 'loading sysCF sysDR sysIE',
    one: { report: 'results.analysismetrics_set' },
  },
  {
    name: 'qualitymetrics',
    integer:
      'id q0_100bp_reads q0_150bp_reads q0_50bp_reads q0_max_read_length q0_median_read_length ' +
      'q0_mode_read_length q0_reads q17_100bp_reads q17_150bp_reads q17_50bp_reads q17_max_read_length ' +
      'q17_median_read_length q17_mode_read_length q17_reads q20_100bp_reads q20_150bp_reads q20_50bp_reads ' +
      'q20_mean_read_length q20_median_read_length q20_mode_read_length q20_reads',
    bigint: 'q0_bases q17_bases q20_bases',
    float: 'q0_mean_read_length q17_mean_read_length q20_max_read_length',
    one: { report: 'results.qualitymetrics_set' },
  },
  {
    name: 'tfmetrics',
    integer: 'id',
    float: 'Q10Mean Q10ReadCount Q17Mean Q17ReadCount SysSNR aveKeyCount keypass number',
    text: 'name HPAccuracy Q10Histo Q17Histo corrHPSNR sequence',
    one: { report: 'results.tfmetrics_set' },
  },
];
