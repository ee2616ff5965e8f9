import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const example = (name: string) =>
  readFileSync(new URL(`../../examples/${name}.graphql`, import.meta.url), 'utf8');

describe('the reading examples of the REST guide, as one operation each', () => {
  it('gives every chip type', async () => {
    const data = await gateway.data(example('1-all-chips'));
    expect(data.chips.totalCount).toBe(15);
    expect(new Set(data.chips.nodes.map((chip: { name: string }) => chip.name)).size).toBe(15);
  });

  it('gives the first three of the chip types that start with 31', async () => {
    const data = await gateway.data(example('2-chips-starting-with-31'));
    expect(data.chips.totalCount).toBe(8);
    expect(data.chips.nodes).toHaveLength(3);
    for (const { name } of data.chips.nodes) expect(name).toMatch(/^31/);
  });

  it('gives each run with the name and status of its reports', async () => {
    const data = await gateway.data(example('3-runs-and-their-reports'));
    const runs: { displayName: string; reports: { name: string; status: string }[] }[] =
      data.experiments.nodes;
    expect(runs).toHaveLength(152);
    expect(runs.flatMap((run) => run.reports)).toHaveLength(315);
    expect(runs.every((run) => run.displayName !== '')).toBe(true);
    expect(runs.flatMap((run) => run.reports).filter(({ status }) => status === 'Completed')).toHaveLength(
      250,
    );
  });

  it('gives one report with its plugin states and its number of reads', async () => {
    const data = await gateway.data(example('5-report-with-plugin-states'));
    expect(data.report).toMatchObject({
      name: 'Auto_S5-520_ecoli_002_2',
      libMetrics: { totalNumReads: 61_898_040 },
    });
    expect(data.report.pluginStates).toHaveLength(5);
  });
});

describe('the other examples', () => {
  it.each(['4-completed-runs', '6-lims-plan-by-short-id', '7-qc-table', '8-run-page'])(
    'answers %s without an error',
    async (name) => {
      const data = await gateway.data(example(name));
      for (const value of Object.values(data)) expect(value).not.toBeNull();
    },
  );
});

describe('examples of what a report shows beyond its rows', () => {
  it('gives coverage and variants of each barcode', async () => {
    const { report } = await gateway.data(example('10-coverage-and-variants'));
    expect(gateway.requests().length).toBeLessThanOrEqual(8);
    expect(report.coverageAnalysis.barcodes).toHaveLength(4);
    expect(report.variantCaller.barcodes).toHaveLength(4);
  });

  it('gives the quality of the newest completed reports', async () => {
    const { reports } = await gateway.data(example('11-report-quality'));
    expect(gateway.requests()).toHaveLength(6);
    expect(reports.nodes).toHaveLength(20);
    for (const { qc } of reports.nodes) expect(qc.metrics).toHaveLength(4);
  });

  it('gives the links of a report', async () => {
    const { report } = await gateway.data(example('12-files-of-a-report'));
    expect(gateway.requests()).toHaveLength(3);
    expect(report.files.barcodes).toHaveLength(4);
  });
});
