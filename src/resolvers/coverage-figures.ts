import { readInteger } from '../rundb/values.js';
import type { JsonMap } from './json-map.js';
import { readFigure } from './plugin-store.js';

/**
 * The figures of coverageAnalysis for a run or for one barcode, null where the plugin has none. Releases before 3.4 had
 * other words for some of them, and runs without target regions speak of the genome. docs/rundb.md, "Stores of plugins"
 */
export function coverageFigures(stored: JsonMap) {
  const figure = (...keys: readonly string[]) =>
    keys.map((key) => readFigure(stored[key])).find((value) => value !== undefined) ?? null;
  const count = (...keys: readonly string[]) => readInteger(figure(...keys)) ?? null;
  const coverageAt = (depth: string) =>
    figure(
      `Target base coverage at ${depth}`,
      `Genome base coverage at ${depth}`,
      `Target coverage at ${depth}`,
    );
  return {
    mappedReads: count('Number of mapped reads'),
    percentReadsOnTarget: figure('Percent reads on target'),
    percentSampleTrackingReads: figure('Percent sample tracking reads'),
    averageBaseCoverageDepth: figure('Average base coverage depth'),
    baseCoverageUniformity: figure('Uniformity of base coverage', 'Uniformity of coverage'),
    baseCoverage1x: coverageAt('1x'),
    baseCoverage20x: coverageAt('20x'),
    baseCoverage100x: coverageAt('100x'),
    baseCoverage500x: coverageAt('500x'),
    alignedBases: count('Total aligned base reads'),
    basesOnTarget: count('Total base reads on target'),
    percentBasesOnTarget: figure('Percent base reads on target'),
    targetBases: count('Bases in target regions', 'Bases in reference genome', 'Bases in targeted reference'),
    targetBasesWithoutStrandBias: figure('Target bases with no strand bias'),
    amplicons: count('Number of amplicons'),
    assignedAmpliconReads: count('Total assigned amplicon reads'),
    percentAssignedAmpliconReads: figure('Percent assigned amplicon reads'),
    percentEndToEndReads: figure('Percent end-to-end reads'),
    averageReadsPerAmplicon: figure('Average reads per amplicon'),
    ampliconUniformity: figure('Uniformity of amplicon coverage'),
    ampliconsWith1Read: figure('Amplicons with at least 1 read'),
    ampliconsWith20Reads: figure('Amplicons with at least 20 reads'),
    ampliconsWith100Reads: figure('Amplicons with at least 100 reads'),
    ampliconsWith500Reads: figure('Amplicons with at least 500 reads'),
    ampliconsWithoutStrandBias: figure('Amplicons with no strand bias'),
    ampliconsReadEndToEnd: figure('Amplicons reading end-to-end'),
  };
}

export type CoverageFiguresValue = ReturnType<typeof coverageFigures>;
