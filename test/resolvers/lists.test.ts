import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Page {
  readonly nodes: { rundbId: number }[];
  readonly edges: { cursor: string }[];
  readonly pageInfo: { endCursor: string };
}

const ids = (nodes: readonly { rundbId: number }[]) => nodes.map(({ rundbId }) => rundbId);

describe('lists', () => {
  it.each([
    ['chips', 15],
    ['experiments', 152],
    ['reports', 315],
    ['plans', 174],
    ['libMetricsList', 258],
    ['projects', 12],
    ['plugins', 9],
    ['pluginResults', 799],
    ['planTemplates', 133],
    ['samples', 580],
    ['sampleSets', 0],
    ['references', 8],
    ['kits', 113],
    ['runTypes', 15],
    ['applicationGroups', 12],
    ['targetRegions', 24],
    ['hotSpots', 16],
    ['locations', 4],
    ['threePrimeAdapters', 9],
    ['flowOrders', 7],
    ['libraryKeys', 3],
    ['messages', 0],
  ])('%s hold their %i rows, each once', async (field, count) => {
    const data = await gateway.data(`{ list: ${field}(first: 5000) { totalCount nodes { rundbId } } }`);
    expect(data.list.totalCount).toBe(count);
    expect(new Set(ids(data.list.nodes)).size).toBe(count);
  });

  it.each([
    ['experiments', ['displayName', 'log', 'reports { name }', 'reports { name } log', 'barcodeKit']],
    ['reports', ['name', 'bamLink', 'pluginStates { status }', 'experiment { name }']],
    ['plans', ['name', 'chipType', 'metaData barcodedSamples { name }']],
  ])('%s hold the same rows in the same order whatever is selected', async (field, selections) => {
    const lists = [];
    for (const selection of selections) {
      const data = await gateway.data(
        `{ list: ${field}(first: 25) { totalCount nodes { rundbId ${selection} } } }`,
      );
      lists.push({ totalCount: data.list.totalCount, ids: ids(data.list.nodes) });
    }
    for (const list of lists) expect(list).toEqual(lists[0]);
  });

  it('are continued by cursor and by offset to the same rows', async () => {
    const all = await gateway.data('{ reports(first: 60) { nodes { rundbId } } }');
    const page = `query ($after: String) { reports(first: 20, after: $after) {
      nodes { rundbId } edges { cursor node { rundbId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const seen: number[] = [];
    let after: string | undefined;
    for (let number = 0; number < 3; number += 1) {
      const data: { reports: Page } = await gateway.data(page, { after });
      const { nodes, edges, pageInfo } = data.reports;
      expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: number > 0 });
      expect(edges.at(-1)?.cursor).toBe(pageInfo.endCursor);
      seen.push(...ids(nodes));
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(ids(all.reports.nodes));
    const jumped = await gateway.data('{ reports(first: 20, offset: 40) { nodes { rundbId } } }');
    expect(ids(jumped.reports.nodes)).toEqual(seen.slice(40));
  });

  it('end', async () => {
    const data = await gateway.data(
      '{ a: reports(offset: 310) { nodes { id } pageInfo { hasNextPage endCursor } } b: reports(offset: 5000) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
    );
    expect(data.a.nodes).toHaveLength(5);
    expect(data.a.pageInfo.hasNextPage).toBe(false);
    expect(data.b).toEqual({ totalCount: 315, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it('give counts alone, and no rows for none', async () => {
    const data = await gateway.data('{ reports { totalCount } chips(first: 0) { totalCount nodes { id } } }');
    expect(data).toEqual({ reports: { totalCount: 315 }, chips: { totalCount: 15, nodes: [] } });
  });

  it('tell of rows behind a page without any', async () => {
    const data = await gateway.data(`{
      chips(first: 0) { pageInfo { hasNextPage } }
      last: chips(first: 0, offset: 15) { pageInfo { hasNextPage } }
    }`);
    expect([data.chips.pageInfo.hasNextPage, data.last.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('start with the newest, and take orders', async () => {
    const data = await gateway.data(`{
      runs: experiments(first: 152) { nodes { date } }
      old: experiments(first: 152, orderBy: [{ field: DATE }]) { nodes { date } }
      names: chips(orderBy: [{ field: INSTRUMENT_TYPE, direction: DESC }, { field: NAME }]) { nodes { instrumentType name } }
    }`);
    const dates = data.runs.nodes.map(({ date }: { date: string }) => date);
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect(data.old.nodes.map(({ date }: { date: string }) => date)).toEqual(dates.toReversed());
    // Which letters come first is the database's to say.
    const types: string[] = data.names.nodes.map((chip: { instrumentType: string }) => chip.instrumentType);
    expect(types.filter((type, index) => type !== types[index - 1])).toHaveLength(3);
    const ofS5 = data.names.nodes.filter((chip: { instrumentType: string }) => chip.instrumentType === 'S5');
    expect(ofS5.map(({ name }: { name: string }) => name)).toEqual(['510', '520', '530', '540', '550']);
  });

  it('of a project are its reports', async () => {
    const data = await gateway.data(
      '{ project(name: "Training") { rundbId reportsCount reports(first: 1000) { totalCount nodes { projects { rundbId } } } } }',
    );
    const { rundbId, reportsCount, reports } = data.project;
    expect(reports.totalCount).toBe(reportsCount);
    expect(reports.nodes).toHaveLength(reportsCount);
    for (const report of reports.nodes) expect(ids(report.projects)).toContain(rundbId);
  });

  it('of a project are those that another filter finds by another project of theirs', async () => {
    const data = await gateway.data(`{ project(name: "Training") {
      all: reports(first: 1000) { nodes { rundbId projects { name } } }
      reports(first: 1000, filter: { projects: { name: { eq: "QC_runs" } } }) { totalCount nodes { rundbId } }
    } }`);
    const wanted = data.project.all.nodes.filter(({ projects }: { projects: { name: string }[] }) =>
      projects.some(({ name }) => name === 'QC_runs'),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(ids(data.project.reports.nodes)).toEqual(ids(wanted));
    expect(data.project.reports.totalCount).toBe(wanted.length);
  });
});
