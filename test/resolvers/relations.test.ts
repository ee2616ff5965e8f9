import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

/** What a list's lists may cost: more than by default, for every relation is gone along and back. */
const environment = { MAX_COST: '1000000' };
let lab: TestGateway;
/** With sample sets, which the recorded lab lacks. */
let fullerLab: TestGateway;
beforeAll(async () => {
  lab = await startGateway({ environment });
  fullerLab = await startGateway({ environment, overlays: ['what-the-lab-lacks'] });
});
afterAll(() => Promise.all([lab.close(), fullerLab.close()]));

type Node = Readonly<Record<string, unknown>>;

/** Nodes behind a path of relations, connections passed through. */
function follow(node: unknown, [step, ...rest]: readonly string[]): Node[] {
  if (node === null || node === undefined) return [];
  if (Array.isArray(node))
    return node.flatMap((one) => follow(one, step === undefined ? [] : [step, ...rest]));
  if (step === undefined) return [node as Node];
  return follow((node as Node)[step], rest);
}

/**
 * A list, the way there as a selection around `KEY`, the fields of the way, and the requests that the way takes: one for
 * each relation, and one for each parent of a connection.
 */
type Way = readonly [list: string, way: string, path: string, requests: number];

const ways: readonly Way[] = [
  ['pluginResults(first: 40)', 'report { pluginResults { KEY } }', 'report.pluginResults', 3],
  ['plugins', 'results(first: 1000) { nodes { plugin { KEY } } }', 'results.nodes.plugin', 10],
  ['reports(first: 40)', 'analysisSettings { reports { KEY } }', 'analysisSettings.reports', 3],
  ['reports(first: 40)', 'pluginResults(latestOnly: true) { report { KEY } }', 'pluginResults.report', 3],
  ['experiments(first: 40)', 'analysisSettings { experiment { KEY } }', 'analysisSettings.experiment', 3],
  [
    'experiments(first: 5)',
    'samples { experiments(first: 500) { nodes { KEY } } }',
    'samples.experiments.nodes',
    30,
  ],
  [
    'experiments(first: 40)',
    'rig { experiments(first: 500) { nodes { KEY } } }',
    'rig.experiments.nodes',
    42,
  ],
  ['locations', 'rigs { location { KEY } }', 'rigs.location', 2],
  ['runTypes', 'applicationGroups { runTypes { KEY } }', 'applicationGroups.runTypes', 2],
  ['applicationGroups', 'runTypes { applicationGroups { KEY } }', 'runTypes.applicationGroups', 2],
  ['targetRegions(first: 40)', 'upload { targetRegions { KEY } }', 'upload.targetRegions', 3],
  ['hotSpots(first: 40)', 'upload { hotSpots { KEY } }', 'upload.hotSpots', 3],
];

const fullerWays: readonly Way[] = [
  ['sampleSets', 'items { sampleSet { KEY } }', 'items.sampleSet', 2],
  ['sampleSets', 'items { sample { setItems { sampleSet { KEY } } } }', 'items.sample.setItems.sampleSet', 4],
  ['sampleSets', 'plans { nodes { sampleSets { KEY } } }', 'plans.nodes.sampleSets', 7],
  ['sampleSets', 'sampleGrouping { sampleSets { nodes { KEY } } }', 'sampleGrouping.sampleSets.nodes', 8],
];

/** Rows from which the way leads somewhere, and those of them that it does not lead back to. */
async function walkBack(gateway: TestGateway, [list, way, path]: Way) {
  const data = await gateway.data(`{ list: ${list} { nodes { id ${way.replace('KEY', 'id')} } } }`);
  const nodes: Node[] = data.list.nodes;
  const ends = nodes.map((node) => ({ node, ids: follow(node, path.split('.')).map(({ id }) => id) }));
  const led = ends.filter(({ ids }) => ids.length > 0);
  return { led, lost: led.filter(({ node, ids }) => !ids.includes(node['id'])) };
}

describe('relations lead back to where they started', () => {
  it.each(ways)('%s { %s }', async (...way) => {
    const { led, lost } = await walkBack(lab, way);
    expect(led.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
    expect(lab.requests().length).toBeLessThanOrEqual(way[3]);
  });

  it.each(fullerWays)('%s { %s }', async (...way) => {
    const { led, lost } = await walkBack(fullerLab, way);
    expect(led.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
    expect(fullerLab.requests().length).toBeLessThanOrEqual(way[3]);
  });
});

describe('rows that others name', () => {
  it('are read once, however many rows name them', async () => {
    const named = (first: number) => `{
      plans(first: ${first}) { nodes {
        chip { name } application { runType } applicationGroup { name } sampleGrouping { displayedName }
        referenceGenome { shortName } kits { templatingKit { name } sequencingKit { name } libraryKit { name } }
        experiment { rig { name location { name } } }
      } }
    }`;
    const counts = [];
    for (const first of [87, 174]) {
      const { plans } = await lab.data(named(first));
      expect(plans.nodes).toHaveLength(first);
      counts.push(
        lab
          .requests()
          .map(({ path }) => path.split('?')[0])
          .sort(),
      );
    }
    expect(counts[0]).toEqual(counts[1]);
    expect(new Set(counts[0]).size).toBe(counts[0]?.length);
  });

  it('are those of the names', async () => {
    const { experiments, plans } = await lab.data(`{
      experiments(first: 152) { nodes { instrumentName rig { name } runType application { runType }
        reference referenceGenome { shortName } barcodeKit barcodeSet { name } } }
      plans(first: 174) { nodes { kits { templating templatingKit { name } } runType application { runType } } }
    }`);
    for (const run of experiments.nodes) {
      if (run.rig) expect(run.rig.name).toBe(run.instrumentName);
      if (run.application) expect(run.application.runType).toBe(run.runType);
      if (run.referenceGenome) expect(run.referenceGenome.shortName).toBe(run.reference);
      expect(run.barcodeSet?.name ?? null).toBe(run.barcodeKit);
    }
    for (const { kits, runType, application } of plans.nodes) {
      if (kits.templatingKit) expect(kits.templatingKit.name).toBe(kits.templating);
      if (application) expect(application.runType).toBe(runType);
    }
    expect(experiments.nodes.filter(({ rig }: Node) => rig).length).toBeGreaterThan(100);
    expect(plans.nodes.filter(({ kits }: { kits: Node }) => kits['templatingKit']).length).toBeGreaterThan(
      50,
    );
  });
});
