import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { MAX_COST: '1000000' } });
});
afterAll(() => gateway.close());

/** Every row of a list, read without a filter, so that a filter is compared with what it should give. */
async function all<Row>(field: string, selection: string): Promise<Row[]> {
  const data = await gateway.data(`{ list: ${field}(first: 5000) { nodes { ${selection} } } }`);
  return data.list.nodes;
}

async function filtered<Row>(field: string, filter: string, selection: string): Promise<Row[]> {
  const data = await gateway.data(
    `{ list: ${field}(first: 5000, filter: ${filter}) { totalCount nodes { ${selection} } } }`,
  );
  expect(data.list.nodes).toHaveLength(data.list.totalCount);
  return data.list.nodes;
}

interface Row {
  readonly rundbId: number;
  readonly name: string;
  readonly status: string;
  readonly state: string;
  readonly timeStamp: string;
  readonly isThumbnail: boolean;
  readonly reference: string | null;
}
const selection = 'rundbId name status state timeStamp isThumbnail reference';
const middle = '2023-09-15T10:00:00.000Z';

describe('filters of reports', () => {
  it.each<[string, (row: Row) => boolean]>([
    ['{ name: { eq: "Reanalyze" } }', ({ name }) => name === 'Reanalyze'],
    ['{ name: { ne: "Reanalyze" } }', ({ name }) => name !== 'Reanalyze'],
    ['{ name: { eq: "REANALYZE", ignoreCase: true } }', ({ name }) => name.toLowerCase() === 'reanalyze'],
    [
      '{ name: { contains: "520", startsWith: "Auto" } }',
      ({ name }) => name.includes('520') && name.startsWith('Auto'),
    ],
    ['{ name: { endsWith: "_tn" } }', ({ name }) => name.endsWith('_tn')],
    ['{ status: { in: ["Error", "Pending"] } }', ({ status }) => status === 'Error' || status === 'Pending'],
    ['{ state: COMPLETED }', ({ state }) => state === 'COMPLETED'],
    ['{ state: IN_PROGRESS }', ({ state }) => state === 'IN_PROGRESS'],
    ['{ state: FAILED }', ({ state }) => state === 'FAILED'],
    ['{ state: OTHER }', ({ state }) => state === 'OTHER'],
    ['{ state: UNKNOWN }', ({ state }) => state === 'UNKNOWN'],
    [
      '{ state: FAILED, status: { ne: "Error" } }',
      ({ state, status }) => state === 'FAILED' && status !== 'Error',
    ],
    ['{ state: COMPLETED, status: { in: ["Error"] } }', () => false],
    ['{ isThumbnail: true }', ({ isThumbnail }) => isThumbnail],
    ['{ isThumbnail: false, state: COMPLETED }', (row) => !row.isThumbnail && row.state === 'COMPLETED'],
    ['{ name: { in: [] } }', () => false],
    ['{ id: { in: [1, 2, 99999] } }', ({ rundbId }) => rundbId <= 2],
    [`{ timeStamp: { gte: "${middle}" } }`, ({ timeStamp }) => timeStamp >= middle],
    [`{ timeStamp: { lt: "${middle}" } }`, ({ timeStamp }) => timeStamp < middle],
  ])('%s', async (filter, isWanted) => {
    const wanted = (await all<Row>('reports', selection)).filter(isWanted);
    expect(await filtered('reports', filter, selection)).toEqual(wanted);
  });

  it('include an instant as it is printed', async () => {
    const [row] = (await all<Row>('reports', selection)).slice(100);
    const at = async (operator: string) =>
      (await filtered<Row>('reports', `{ timeStamp: { ${operator}: "${row?.timeStamp}" } }`, 'rundbId')).map(
        ({ rundbId }) => rundbId,
      );
    expect(await at('gte')).toContain(row?.rundbId);
    expect(await at('lte')).toContain(row?.rundbId);
    expect(await at('gt')).not.toContain(row?.rundbId);
    expect(await at('lt')).not.toContain(row?.rundbId);
  });

  it('nest along relations', async () => {
    const rows = await all<{ experiment: { chipType: string } }>('reports', 'experiment { chipType }');
    const wanted = rows.filter(({ experiment }) => experiment.chipType === '540');
    const found = await filtered(
      'reports',
      '{ experiment: { chipType: { eq: "540" } } }',
      'experiment { chipType }',
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(found).toEqual(wanted);
  });
});

describe('filters of related rows', () => {
  it('find none where there is no such row', async () => {
    const data = await gateway.data(`{
      measured: reports(filter: { libMetrics: { genome: { isNull: false } } }) { totalCount }
      unnamed: reports(filter: { libMetrics: { genome: { isNull: true } } }) { totalCount }
      runs: experiments(filter: { reports: { parentIDs: { isNull: true } } }) { totalCount }
    }`);
    expect(data.measured.totalCount).toBe(258);
    expect([data.unnamed.totalCount, data.runs.totalCount]).toEqual([0, 0]);
  });

  it.each(['libMetrics: { q20Reads', 'analysisMetrics: { live', 'qualityMetrics: { q20MeanReadLength'])(
    'know the figures of reports: %s',
    async (path) => {
      const count = (limit: string) => `reports(filter: { ${path}: { ${limit} } } }) { totalCount }`;
      const data = await gateway.data(
        `{ all: ${count('gte: 0')} above: ${count('gt: 100')} below: ${count('lte: 100')} }`,
      );
      expect(data.all.totalCount).toBeGreaterThan(200);
      expect(data.above.totalCount + data.below.totalCount).toBe(data.all.totalCount);
    },
  );
});

describe('filters of runs', () => {
  it.each(['COMPLETE', 'IN_PROGRESS', 'USER_ABORTED', 'MISSING_FILES', 'NOT_STARTED', 'UNKNOWN'])(
    'acquisition: %s',
    async (state) => {
      const rows = await all<{ rundbId: number; acquisition: { state: string } }>(
        'experiments',
        'rundbId acquisition { state }',
      );
      const wanted = rows.filter(({ acquisition }) => acquisition.state === state);
      expect(
        await filtered('experiments', `{ acquisition: ${state} }`, 'rundbId acquisition { state }'),
      ).toEqual(wanted);
    },
  );

  it.each(['COMPLETED', 'FAILED', 'IN_PROGRESS'])(
    'state: %s, runs with such a report, all their reports shown',
    async (state) => {
      interface Run {
        rundbId: number;
        reports: { state: string }[];
      }
      const rows = await all<Run>('experiments', 'rundbId reports { state }');
      const wanted = rows.filter(({ reports }) => reports.some((report) => report.state === state));
      expect(await filtered<Run>('experiments', `{ state: ${state} }`, 'rundbId reports { state }')).toEqual(
        wanted,
      );
    },
  );

  it('project: each run once, however many of its reports are in one', async () => {
    interface Run {
      rundbId: number;
      reports: { projects: { name: string }[] }[];
    }
    const shown = 'rundbId reports { projects { name } }';
    const rows = await all<Run>('experiments', shown);
    const names = ['Training', 'QC_runs'];
    const isIn = ({ projects }: Run['reports'][number]) => projects.some(({ name }) => names.includes(name));
    const wanted = rows.filter(({ reports }) => reports.some(isIn));
    expect(wanted.length).toBeGreaterThan(1);
    expect(await filtered<Run>('experiments', '{ project: ["Training", "QC_runs"] }', shown)).toEqual(wanted);
  });

  it('stars, instruments and searches', async () => {
    const rows = await all<{ rundbId: number; isStarred: boolean; instrumentName: string }>(
      'experiments',
      'rundbId isStarred instrumentName',
    );
    const starred = rows.filter((row) => row.isStarred && row.instrumentName === 'PGM-42');
    expect(
      await filtered(
        'experiments',
        '{ isStarred: { eq: true }, instrumentName: { eq: "PGM-42" } }',
        'rundbId isStarred instrumentName',
      ),
    ).toEqual(starred);
    const data = await gateway.data(
      '{ experiments(search: "BRCA", first: 500) { totalCount nodes { name } } }',
    );
    expect(data.experiments.totalCount).toBeGreaterThan(0);
    expect(data.experiments.totalCount).toBeLessThan(152);
  });

  it('do not lose the base set to a filter on the same column', async () => {
    const data = await gateway.data(`{
      run: experiments(filter: { status: { ne: "run" } }) { totalCount }
      planned: experiments(filter: { status: { eq: "planned" } }) { totalCount }
      templates: plans(filter: { isTemplate: { eq: true } }) { totalCount }
    }`);
    expect(data).toEqual({
      run: { totalCount: 0 },
      planned: { totalCount: 0 },
      templates: { totalCount: 0 },
    });
  });
});

describe('filters of plans', () => {
  it('take the kit, the chip of the run, and a search', async () => {
    const data = await gateway.data(`{
      chip: plans(first: 500, filter: { chipType: { eq: "540" } }) { nodes { chipType } totalCount }
      search: plans(search: "next_run_0", first: 500) { nodes { name } totalCount }
      open: plans(first: 500, filter: { isExecuted: { eq: false } }) { totalCount }
    }`);
    expect(data.chip.totalCount).toBeGreaterThan(0);
    for (const { chipType } of data.chip.nodes) expect(chipType).toBe('540');
    expect(data.search.totalCount).toBe(9);
    expect(data.open.totalCount).toBe(22);
  });
});

it('both cartridges of a Chef together list runs only', async () => {
  const { totalCount } = (
    await gateway.data(
      '{ experiments(filter: { chefReagentsSerialNum: { eq: "RS0000" }, chefSolutionsSerialNum: { eq: "SS0000" } }) { totalCount nodes { reports { name } } } }',
    )
  ).experiments;
  const [list] = gateway.requests();
  expect(list?.path).toContain('/experiment/');
  expect(totalCount).toBeLessThanOrEqual(152);
});
