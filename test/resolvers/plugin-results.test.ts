import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  // The recorded lab has no report on which a plugin ran several times.
  const overlay = new URL('./overlays/repeated-plugin.jsonl', import.meta.url);
  gateway = await startGateway({ environment: { MAX_COST: '1000000' }, overlays: [overlay] });
});
afterAll(() => gateway.close());

interface Result {
  readonly rundbId: number;
  readonly pluginName: string;
  readonly state: string;
}

const ids = (results: readonly Result[]) => results.map(({ rundbId }) => rundbId);

describe('results of plugins on a report', () => {
  it('are newest first, cut by name, state and to the newest of each plugin', async () => {
    const data = await gateway.data(`{ reports(first: 400) { nodes {
      all: pluginResults { rundbId pluginName state }
      named: pluginResults(pluginName: "variantCaller") { rundbId pluginName state }
      completed: pluginResults(state: COMPLETED) { rundbId pluginName state }
      latest: pluginResults(latestOnly: true) { rundbId pluginName state }
      none: pluginResults(pluginName: "none") { rundbId }
      pluginStates { pluginName state }
    } } }`);
    let several = 0;
    for (const { all, named, completed, latest, none, pluginStates } of data.reports.nodes) {
      const results: Result[] = all;
      const sorted = ids(results).toSorted((one, other) => other - one);
      expect(ids(results)).toEqual(sorted);
      expect(named).toEqual(results.filter(({ pluginName }) => pluginName === 'variantCaller'));
      expect(completed).toEqual(results.filter(({ state }) => state === 'COMPLETED'));
      const names = [...new Set(results.map(({ pluginName }) => pluginName))];
      expect(latest).toEqual(names.map((name) => results.find(({ pluginName }) => pluginName === name)));
      expect(none).toEqual([]);
      const states = (list: Result[]) => list.map(({ pluginName, state }) => `${pluginName} ${state}`).sort();
      expect(states(latest)).toEqual(states(pluginStates));
      if (results.length > names.length) several += 1;
    }
    expect(several).toBeGreaterThan(0);
  });

  it('take one request for a page of reports', async () => {
    for (const first of [10, 100]) {
      await gateway.data(`{ reports(first: ${first}) { nodes { pluginResults { status } } } }`);
      expect(gateway.requests()).toHaveLength(2);
    }
  });

  it('are found by plugin, owner and report', async () => {
    const data = await gateway.data(`{
      byName: pluginResults(first: 1000, filter: { pluginName: { eq: "coverageAnalysis" } }) { nodes { pluginName } totalCount }
      byReport: pluginResults(filter: { report: { id: { eq: "3" } } }) { nodes { report { rundbId } } totalCount }
      byOwner: pluginResults(first: 3, filter: { owner: { name: { eq: "ionadmin" } } }) { nodes { owner { name } } }
    }`);
    expect(data.byName.totalCount).toBeGreaterThan(10);
    for (const { pluginName } of data.byName.nodes) expect(pluginName).toBe('coverageAnalysis');
    expect(data.byReport.nodes.length).toBe(data.byReport.totalCount);
    for (const { report } of data.byReport.nodes) expect(report.rundbId).toBe(3);
    for (const { owner } of data.byOwner.nodes) expect(owner.name).toBe('ionadmin');
  });

  it('tell the jobs, and no size where none is known', async () => {
    const data = await gateway.data(
      '{ pluginResults(first: 1000) { nodes { state size inodes jobs { status state runLevel startTime endTime } startTime } } }',
    );
    const started = data.pluginResults.nodes.filter(({ jobs }: { jobs: unknown[] }) => jobs.length > 0);
    expect(started.length).toBeGreaterThan(100);
    for (const { jobs, state, startTime } of started) {
      expect(jobs.at(-1).state).toBe(state);
      expect(jobs[0].startTime).toBe(startTime);
    }
    for (const { size } of data.pluginResults.nodes) expect(size ?? 0).toBeGreaterThanOrEqual(0);
  });

  it('hold no plugin where its version was replaced', async () => {
    const data = await gateway.data(
      '{ pluginResults(first: 1000) { nodes { pluginName pluginVersion plugin { name version } } } }',
    );
    for (const { pluginName, plugin } of data.pluginResults.nodes) {
      expect(pluginName).not.toBe('');
      if (plugin) expect(plugin.name).toBe(pluginName);
    }
  });
});

it('of one plugin that rundb fails to print leave those of others be, though both are asked for at once', async () => {
  const { lab } = gateway.simulator;
  const table = lab.store.database.table('pluginresult');
  const broken = table.find('result', 29).find(({ plugin }) => plugin === 1);
  if (!broken) throw new Error('report 29 has no coverageAnalysis');
  table.change(broken, { store: '[1, 2]' });
  const shown = 'rundbId coverageAnalysis { isBarcoded } variantCaller { isBarcoded }';
  const { body } = await gateway.ask(
    `{ reports(filter: { id: { in: ["28", "29", "30"] } }) { nodes { ${shown} } } }`,
  );
  const [, { coverageAnalysis, variantCaller }] = body.data.reports.nodes;
  expect({ coverageAnalysis, variantCaller }).toEqual({
    coverageAnalysis: null,
    variantCaller: { isBarcoded: true },
  });
  expect(body.errors?.map(({ path }) => path)).toEqual([['reports', 'nodes', 1, 'coverageAnalysis']]);
});
