import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { roundsOf } from '../support/rounds.js';

let lab: TestGateway;
/** With thresholds of plans, metrics as old releases keep them, and metrics of nothing. */
let fuller: TestGateway;
beforeAll(async () => {
  const overlays = ['what-the-lab-lacks', new URL('./overlays/old-metrics.jsonl', import.meta.url)];
  [lab, fuller] = await Promise.all([startGateway(), startGateway({ overlays })]);
});
afterAll(() => Promise.all([lab.close(), fuller.close()]));

const metrics = 'metrics { kind name unit value threshold passed }';
const everything = `loading usable keySignal passed ${metrics} otherThresholds { name threshold }
  readLength { mean median mode longest } funnel { step wells percentOfPrevious percentOfAddressable }`;

describe('the quality of a report', () => {
  it('is what a hand finds from its counts', async () => {
    const data = await lab.data(`{ report(id: 29) { qc { ${everything} } } }`);
    // 974,543 wells can be addressed: 829,211 hold a bead, 819,456 a live one, 799,945 one of the library; 443,428
    // reads were kept.
    expect(data.report.qc).toEqual({
      loading: expect.closeTo(85.0871639, 6),
      usable: expect.closeTo(55.432311, 6),
      keySignal: 64,
      passed: null,
      readLength: { mean: 311.865596201844, median: 203, mode: 246, longest: 341 },
      funnel: [
        { step: 'ADDRESSABLE', wells: 974543, percentOfPrevious: null, percentOfAddressable: 100 },
        {
          step: 'LOADED',
          wells: 829211,
          percentOfPrevious: expect.closeTo(85.0871639, 6),
          percentOfAddressable: expect.closeTo(85.0871639, 6),
        },
        {
          step: 'LIVE',
          wells: 819456,
          percentOfPrevious: expect.closeTo(98.8235805, 6),
          percentOfAddressable: expect.closeTo(84.0861819, 6),
        },
        {
          step: 'LIBRARY',
          wells: 799945,
          percentOfPrevious: expect.closeTo(97.6190302, 6),
          percentOfAddressable: expect.closeTo(82.084115, 6),
        },
        {
          step: 'USABLE',
          wells: 443428,
          percentOfPrevious: expect.closeTo(55.432311, 6),
          percentOfAddressable: expect.closeTo(45.501122, 6),
        },
      ],
      metrics: [
        metric('LOADING', 'Bead Loading (%)', '%', expect.closeTo(85.0871639, 6)),
        metric('KEY_SIGNAL', 'Key Signal (1-100)', 'counts', 64),
        metric('USABLE', 'Usable Sequence (%)', '%', expect.closeTo(55.432311, 6)),
        metric('MEAN_READ_LENGTH', 'Mean Read Length', 'bases', 311.865596201844),
      ],
      otherThresholds: [],
    });
  });

  it('is judged by the thresholds of the plan, where it has any', async () => {
    const asked = `qc { passed ${metrics} otherThresholds { name threshold } }`;
    const data = await fuller.data(
      `{ a: report(id: 314) { ${asked} } b: report(id: 315) { ${asked} } c: report(id: 306) { ${asked} } }`,
    );
    expect(verdicts(data.a)).toEqual([
      'LOADING 30 true',
      'KEY_SIGNAL 80 false',
      'USABLE 30 true',
      noThreshold,
    ]);
    expect(verdicts(data.b)).toEqual([
      'LOADING 30 true',
      'KEY_SIGNAL 80 true',
      'USABLE 30 true',
      noThreshold,
    ]);
    // A signal of 98 where 98 are wanted.
    expect(verdicts(data.c)).toEqual([
      'LOADING 30 true',
      'KEY_SIGNAL 98 true',
      'USABLE 30 true',
      noThreshold,
    ]);
    expect([data.a.qc.passed, data.b.qc.passed, data.c.qc.passed]).toEqual([false, true, true]);
    expect(data.a.qc.otherThresholds).toEqual([{ name: 'Mapped Reads (%)', threshold: 85 }]);
    expect(data.c.qc.otherThresholds).toEqual([]);
  });

  it('is null before there are metrics, and no verdict is made of it', async () => {
    const data = await fuller.data(`{ report(id: 305) { qc { ${everything} } } }`);
    expect(data.report.qc).toMatchObject({
      loading: null,
      usable: null,
      keySignal: null,
      passed: null,
      readLength: null,
      funnel: null,
    });
    expect(verdicts(data.report)).toEqual([
      'LOADING 30 null',
      'KEY_SIGNAL 98 null',
      'USABLE 30 null',
      noThreshold,
    ]);
  });

  it('is computed of what old releases keep, and nothing is divided by zero', async () => {
    const asked = 'qc { loading usable funnel { wells percentOfPrevious percentOfAddressable } }';
    const data = await fuller.data(
      `{ total: report(id: 1) { ${asked} } classes: report(id: 2) { ${asked} } nothing: report(id: 3) { ${asked} } }`,
    );
    // 1,100 wells less 100 excluded ones; 450 of 600 reads kept.
    expect(data.total.qc).toMatchObject({ loading: 80, usable: 75 });
    expect(data.total.qc.funnel[0].wells).toBe(1000);
    // 300 + 150 + 20 + 30 + 50 wells were classified, 50 of them excluded.
    expect(data.classes.qc).toMatchObject({ loading: 60, usable: null });
    expect(data.classes.qc.funnel.map(({ percentOfPrevious }: Step) => percentOfPrevious)).toEqual([
      null,
      60,
      0,
      null,
      null,
    ]);
    expect(data.nothing.qc).toMatchObject({ loading: null, usable: null });
    for (const step of data.nothing.qc.funnel) {
      expect(step).toEqual({ wells: 0, percentOfPrevious: null, percentOfAddressable: null });
    }
  });
});

interface Step {
  readonly percentOfPrevious: number | null;
}

const metric = (kind: string, name: string, unit: string, value: unknown) => ({
  kind,
  name,
  unit,
  value,
  threshold: null,
  passed: null,
});

const noThreshold = 'MEAN_READ_LENGTH null null';

interface Judged {
  readonly qc: { readonly metrics: readonly { kind: string; threshold: unknown; passed: unknown }[] };
}

const verdicts = ({ qc }: Judged) =>
  qc.metrics.map(({ kind, threshold, passed }) => `${kind} ${String(threshold)} ${String(passed)}`);

describe('asking for the quality of reports', () => {
  beforeAll(() => fuller.simulator.setWeather({ delay: 60 }));

  const page = (first: number, asked: string) => `{ reports(first: ${first}) { nodes { qc { ${asked} } } } }`;

  it.each([
    [
      'one report: figures beside the row',
      `{ report(id: 29) { qc { loading keySignal readLength { mean } } } }`,
      4,
      1,
    ],
    ['one report: loading alone', '{ report(id: 29) { name qc { loading } } }', 2, 1],
    ['one report with its verdict', `{ report(id: 29) { qc { ${everything} } } }`, 5, 2],
    [
      'one report with its verdict and the metrics themselves',
      `{ report(id: 29) { qc { ${metrics} } libMetrics { totalNumReads } analysisMetrics { bead } qualityMetrics { q0Reads } } }`,
      5,
      2,
    ],
    ['20 reports', page(20, everything), 5, 2],
    ['200 reports', page(200, everything), 5, 2],
    ['thresholds alone', page(50, 'metrics { name threshold }'), 2, 2],
    ['names alone', page(50, 'metrics { name unit }'), 1, 1],
    [
      'reports printed inside runs, of which the usable share is known',
      '{ experiments(first: 20) { nodes { reports { qc { usable keySignal } } } } }',
      1,
      1,
    ],
  ])('%s', async (_operation, query, requests, rounds) => {
    await fuller.data(query);
    const log = fuller.requests();
    const paths = log.map(({ path }) => path);
    expect({ paths, requests: log.length, rounds: roundsOf(log) }).toEqual({ paths, requests, rounds });
  });

  it('agrees for a page and for each report', async () => {
    fuller.simulator.setWeather({});
    const data = await fuller.data(`{ reports(first: 40) { nodes { id qc { ${everything} } } } }`);
    for (const { id, qc } of data.reports.nodes.slice(0, 8)) {
      const alone = await fuller.data(`query ($id: ID!) { report(id: $id) { qc { ${everything} } } }`, {
        id,
      });
      expect(alone.report.qc).toEqual(qc);
    }
  });

  it('keeps the figures where the plan cannot be read', async () => {
    fuller.simulator.setWeather({ rules: [{ path: 'plannedexperimentdb/', answer: 500 }] });
    const { body } = await fuller.ask(
      '{ report(id: 315) { qc { loading metrics { kind value threshold } } } }',
    );
    fuller.simulator.setWeather({});
    const { loading, metrics: judged } = body.data?.report.qc;
    expect(loading).toBeCloseTo(85.0065, 3);
    expect(judged[0]).toEqual({ kind: 'LOADING', value: loading, threshold: null });
    expect(body.errors?.map(({ path }) => path)).toContainEqual(['report', 'qc', 'metrics', 0, 'threshold']);
  });
});
