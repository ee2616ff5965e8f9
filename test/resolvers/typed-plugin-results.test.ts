import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { roundsOf } from '../support/rounds.js';

let lab: TestGateway;
/** Stores as plugins of several releases write them; the recorded lab has three figures of a barcode at most. */
let fuller: TestGateway;
beforeAll(async () => {
  const overlay = new URL('./overlays/plugin-stores.jsonl', import.meta.url);
  [lab, fuller] = await Promise.all([startGateway(), startGateway({ overlays: [overlay] })]);
});
afterAll(() => Promise.all([lab.close(), fuller.close()]));

const table = `name
  coverageAnalysis { barcodes { barcode sampleName mappedReads percentReadsOnTarget } }
  variantCaller { barcodes { barcode sampleName variants { total heterozygousSnps } } }
  libMetrics { totalNumReads } analysisMetrics { libFinal } qualityMetrics { q20Bases } tfMetrics { name }`;

describe('coverage and variants of the recorded lab', () => {
  it('are numbers, by barcode and sample', async () => {
    const data = await lab.data(`{ report(id: 29) {
      coverageAnalysis {
        pluginResult { rundbId pluginVersion }
        isBarcoded targetPadding isNonDuplicateOnly
        run { averageBaseCoverageDepth baseCoverageUniformity mappedReads }
        barcodes { barcode sampleName mappedReads percentReadsOnTarget averageBaseCoverageDepth }
      }
      variantCaller {
        configuration libraryType targetRegions areReadsTrimmed isBarcoded variants { total }
        barcodes { barcode sampleName variants { total heterozygousSnps homozygousIndels } hotspots { total } }
      }
    } }`);
    const { coverageAnalysis: coverage, variantCaller } = data.report;
    expect(coverage).toMatchObject({
      pluginResult: { rundbId: 80, pluginVersion: '5.16.0.6' },
      isBarcoded: true,
      targetPadding: 0,
      isNonDuplicateOnly: false,
      run: { averageBaseCoverageDepth: 866.145, baseCoverageUniformity: 78.08, mappedReads: null },
    });
    expect(coverage.barcodes).toHaveLength(4);
    expect(coverage.barcodes[0]).toEqual({
      barcode: 'IonXpress_001',
      sampleName: 's1',
      mappedReads: 443133,
      percentReadsOnTarget: 68.31,
      averageBaseCoverageDepth: null,
    });
    expect(variantCaller).toMatchObject({
      configuration: 'Germ Line - Low Stringency',
      libraryType: 'AmpliSeq',
      targetRegions: 'BRCA1_2',
      areReadsTrimmed: true,
      isBarcoded: true,
      variants: null,
    });
    // The plugin stores no names: these are those of the report's settings.
    expect(variantCaller.barcodes.map(({ sampleName }: { sampleName: string }) => sampleName)).toEqual([
      'smp-030',
      'NA12878-031',
      'pt-032',
      'ctl-033',
    ]);
    expect(variantCaller.barcodes[0]).toEqual({
      barcode: 'IonXpress_001',
      sampleName: 'smp-030',
      variants: { total: 865, heterozygousSnps: 556, homozygousIndels: null },
      hotspots: null,
    });
  });

  it('are null for other plugins, whose store stays as it is', async () => {
    const data = await lab.data(
      '{ pluginResults(first: 1000) { nodes { pluginName store coverageAnalysis { isBarcoded } variantCaller { isBarcoded } } } }',
    );
    const shown = new Set<string>();
    for (const { pluginName, store, coverageAnalysis, variantCaller } of data.pluginResults.nodes) {
      expect(coverageAnalysis !== null).toBe(pluginName === 'coverageAnalysis');
      expect(variantCaller !== null).toBe(pluginName === 'variantCaller');
      expect(typeof store).toBe('object');
      shown.add(pluginName);
    }
    expect(shown.size).toBe(9);
  });

  it('take two rounds for a report, and as many requests for a hundred', async () => {
    lab.simulator.setWeather({ delay: 60 });
    await lab.data(`{ report(id: 29) { ${table} } }`);
    expect({ requests: lab.requests().length, rounds: roundsOf(lab.requests()) }).toEqual({
      requests: 7,
      rounds: 2,
    });
    await lab.data(`{ reports(first: 100) { nodes { ${table} } } }`);
    expect(lab.requests()).toHaveLength(7);
    await lab.data('{ report(id: 29) { pluginResults { variantCaller { barcodes { sampleName } } } } }');
    expect({ requests: lab.requests().length, rounds: roundsOf(lab.requests()) }).toEqual({
      requests: 3,
      rounds: 2,
    });
    lab.simulator.setWeather({});
  });

  it('name samples wherever the result was reached from, and none that the settings do not know', async () => {
    const named = 'variantCaller { barcodes { sampleName } }';
    const data = await lab.data(`{
      below: experiment(id: 148) { reports { rundbId ${named} } }
      listed: pluginResults(first: 1, filter: { id: { eq: "81" } }) { nodes { ${named} } }
      other: report(id: 228) { ${named} }
    }`);
    const { variantCaller } = data.listed.nodes[0];
    expect(variantCaller.barcodes[0]).toEqual({ sampleName: 'smp-030' });
    const below = data.below.reports.find(({ rundbId }: { rundbId: number }) => rundbId === 29);
    expect(below.variantCaller).toEqual(variantCaller);
    // Its settings have barcodes of another set than the plugin.
    expect(data.other.variantCaller.barcodes).toEqual(Array(4).fill({ sampleName: null }));
  });
});

describe('stores of several releases', () => {
  it('give every figure of coverageAnalysis, and its reasons for failing', async () => {
    const data = await fuller.data(`{ report(id: 29) { coverageAnalysis {
      pluginResult { rundbId } libraryType targetPadding isUniquelyMappedOnly isNonDuplicateOnly targetRegions
      barcodes { barcode sampleName error reference targetRegions mappedReads percentReadsOnTarget
        averageBaseCoverageDepth baseCoverageUniformity baseCoverage1x baseCoverage20x baseCoverage100x
        baseCoverage500x alignedBases basesOnTarget percentBasesOnTarget targetBases
        targetBasesWithoutStrandBias amplicons assignedAmpliconReads percentAssignedAmpliconReads
        averageReadsPerAmplicon ampliconUniformity ampliconsWith1Read ampliconsWith20Reads
        ampliconsWith100Reads ampliconsWith500Reads ampliconsWithoutStrandBias ampliconsReadEndToEnd
        percentEndToEndReads percentSampleTrackingReads }
    } } }`);
    const { barcodes, ...run } = data.report.coverageAnalysis;
    // The newest completed one, not the newer one that still runs.
    expect(run).toEqual({
      pluginResult: { rundbId: 9101 },
      libraryType: 'AmpliSeq Exome',
      targetPadding: 5,
      isUniquelyMappedOnly: true,
      isNonDuplicateOnly: false,
      targetRegions: 'AmpliSeqExome.20131001.designed',
    });
    expect(barcodes[0]).toEqual({
      barcode: 'IonXpress_001',
      sampleName: 'smp-030',
      error: null,
      reference: 'hg19',
      targetRegions: 'AmpliSeqExome.20131001.designed',
      mappedReads: 41517304,
      percentReadsOnTarget: 94.39,
      averageBaseCoverageDepth: 112.4,
      baseCoverageUniformity: 93.56,
      baseCoverage1x: 98.53,
      baseCoverage20x: 94.26,
      baseCoverage100x: 51.05,
      baseCoverage500x: 0.1,
      alignedBases: 6846723653,
      basesOnTarget: 6490060189,
      percentBasesOnTarget: 94.79,
      targetBases: 57742646,
      targetBasesWithoutStrandBias: 76.79,
      amplicons: 293903,
      assignedAmpliconReads: 39187438,
      percentAssignedAmpliconReads: 94.39,
      averageReadsPerAmplicon: 133.3,
      ampliconUniformity: 94.62,
      ampliconsWith1Read: 99.21,
      ampliconsWith20Reads: 95.84,
      ampliconsWith100Reads: 64.34,
      ampliconsWith500Reads: 0.13,
      ampliconsWithoutStrandBias: 92.84,
      ampliconsReadEndToEnd: 25.7,
      percentEndToEndReads: null,
      percentSampleTrackingReads: null,
    });
    expect(barcodes[1]).toMatchObject({
      barcode: 'IonXpress_002',
      sampleName: 'NA12878-031',
      error: 'no mapped reads',
      mappedReads: null,
      percentReadsOnTarget: null,
    });
  });

  it('give every kind of variant, and hotspots where there are any', async () => {
    const counts =
      '{ total heterozygousSnps homozygousSnps heterozygousIndels homozygousIndels other noCalls }';
    const data = await fuller.data(`{ report(id: 29) { variantCaller {
      configuration hotSpotRegions targetRegionBedFile barcodes { variants ${counts} hotspots ${counts} } } } }`);
    expect(data.report.variantCaller).toEqual({
      configuration: 'Somatic - Proton - Low Stringency',
      hotSpotRegions: null,
      targetRegionBedFile: '/results/uploads/BED/1/hg19/unmerged/detail/4477685_CCP.bed',
      barcodes: [
        {
          variants: {
            total: 1447,
            heterozygousSnps: 1046,
            homozygousSnps: 267,
            heterozygousIndels: 104,
            homozygousIndels: 21,
            other: 9,
            noCalls: 0,
          },
          hotspots: {
            total: 12,
            heterozygousSnps: null,
            homozygousSnps: null,
            heterozygousIndels: null,
            homozygousIndels: null,
            other: null,
            noCalls: 3,
          },
        },
      ],
    });
  });

  it('understand the words of early releases, on runs without barcodes', async () => {
    const data = await fuller.data(`{ report(id: 2) {
      coverageAnalysis { isBarcoded barcodes { barcode } run { mappedReads percentReadsOnTarget targetBases
        averageBaseCoverageDepth baseCoverageUniformity baseCoverage1x baseCoverage20x baseCoverage100x } }
      variantCaller { isBarcoded barcodes { barcode } variants { total heterozygousSnps } hotspots { total } }
    } }`);
    expect(data.report).toEqual({
      coverageAnalysis: {
        isBarcoded: false,
        barcodes: [],
        run: {
          mappedReads: 1625036,
          percentReadsOnTarget: 62.89,
          targetBases: 1140710,
          averageBaseCoverageDepth: 29.57,
          baseCoverageUniformity: 81.2,
          baseCoverage1x: 92.233,
          baseCoverage20x: 54.553,
          baseCoverage100x: null,
        },
      },
      variantCaller: {
        isBarcoded: false,
        barcodes: [],
        variants: { total: 86, heterozygousSnps: 80 },
        hotspots: null,
      },
    });
  });

  it('are null where nothing is stored', async () => {
    const data = await fuller.data(`{
      result: pluginResults(filter: { id: { eq: "9106" } }) { nodes { state coverageAnalysis { isBarcoded } } }
      report(id: 3) { coverageAnalysis { isBarcoded } }
    }`);
    expect(data.result.nodes).toEqual([{ state: 'COMPLETED', coverageAnalysis: null }]);
    expect(data.report.coverageAnalysis).toBeNull();
  });
});

it('shows the settings of reports that are printed inside runs without a link to them', async () => {
  const data = await lab.data(
    '{ experiments(first: 50) { nodes { reports { rundbId analysisSettings { rundbId libraryKey } } } } }',
  );
  expect(lab.requests()).toHaveLength(3);
  for (const { reports } of data.experiments.nodes) {
    for (const { analysisSettings } of reports)
      expect(analysisSettings).toMatchObject({ libraryKey: 'TCAG' });
  }
});
