import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SORRY } from '../../../src/simulator/api.js';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, askLab, isBody } from '../../support/ask-lab.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

async function count(path: string): Promise<unknown> {
  return (await askForList(simulator, path)).count;
}

function statusesOf(run: Readonly<Record<string, unknown>> | undefined): readonly unknown[] {
  const reports = Array.isArray(run?.['results']) ? run['results'].filter(isBody) : [];
  return reports.map((report) => report['status']);
}

describe('compositeexperiment', () => {
  it('lists runs only, but knows every experiment in detail', async () => {
    expect(await count('compositeexperiment/')).toBe(152);
    expect(await count('experiment/?expDir__gt=')).toBe(152);
    expect((await askLab(simulator, 'compositeexperiment/5/')).status).toBe(200);
  });

  it('shows the representative report first, then the newest', async () => {
    const { body } = await askLab(simulator, 'compositeexperiment/136/');
    expect(body).toMatchObject({
      repResult: '/rundb/api/v1/compositeresult/6/',
      results: [{ id: 6, representative: true, status_display: 'Completed' }, { id: 5 }, { id: 4 }],
      sample: '4 Samples ...',
      resource_uri: '/rundb/api/mesh/v1/compositeexperiment/136/',
    });
  });

  it('shows only the reports in the state asked', async () => {
    const { rows } = await askForList(simulator, 'compositeexperiment/?result_status=Error&limit=100');
    const statuses = rows.flatMap(statusesOf);
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => !/Error|error|No Live Beads/.test(String(status)))).toEqual([]);
    expect(await count('compositeexperiment/?result_status=Importing%20Failed')).toBe(152);
  });

  it.each([
    ['all_text=BRCA', 19],
    ['all_text=brca%20OR%20CFTR', 38],
    ['all_text=DAAA10000', 1],
    ['all_text=QDMTD', 1],
    ['all_text=QDMT', 0],
    ['all_date=02/01/2023%2000:00,02/14/2023%2023:59', 7],
    ['all_date=2023-02-01,2023-02-14', 152],
    ['all_date=02/01/2023%2000:00,soon', 152],
    ['samples__name__in=pt-014,ctl-022', 4],
    ['plugins__name__in=sampleID', 66],
    ['sample_prep=OT', 120],
    ['sample_prep=XX', 0],
    ['results__projects__name=QC_runs', 16],
    ['plan__runType=RNA', 19],
    ['results__eas__reference=hg19', 75],
    ['repResult__isnull=true', 4],
    ['chefReagentsSerialNum=RS0000', 152],
    ['chefReagentsSerialNum=RS0000&chefSolutionsSerialNum=SS0000', 0],
  ])('?%s holds %d', async (parameters, number) => {
    expect(await count(`compositeexperiment/?${parameters}`)).toBe(number);
  });

  it('finds the runs of either of two cartridges', async () => {
    const runs = simulator.lab.rows('experiment').filter((run) => run['chefReagentsSerialNum'] !== '');
    const [one] = runs;
    const serials = `chefReagentsSerialNum=${String(one?.['chefReagentsSerialNum'])}&chefSolutionsSerialNum=x`;
    expect((await askForList(simulator, `compositeexperiment/?${serials}`)).ids).toEqual([one?.['id']]);
  });

  it.each([1, 3])('crashes on %d days', async (number) => {
    const days = Array.from({ length: number }, () => '02/01/2023%2000:00').join(',');
    const answer = await askLab(simulator, `compositeexperiment/?all_date=${days}`);
    expect(answer).toEqual({ status: 500, body: SORRY });
  });
});

describe('results', () => {
  it('show plugin states in details and on demand', async () => {
    const states = {
      pluginState: { coverageAnalysis: expect.any(String), variantCaller: expect.any(String) },
    };
    expect((await askLab(simulator, 'results/29/')).body).toMatchObject(states);
    expect((await askLab(simulator, 'results/29/?noplugin=1')).body).not.toHaveProperty('pluginState');
    const { rows } = await askForList(simulator, 'results/?id=29');
    expect(rows[0]).not.toHaveProperty('pluginStore');
    expect((await askForList(simulator, 'results/?id=29&plugin=true')).rows[0]).toMatchObject(states);
  });

  it('tell statuses that the server does not know in another shape', async () => {
    const { body } = await askLab(simulator, 'results/9/');
    expect(body['i18nstatus']).toEqual({
      'Importing Failed': {
        i18n: "Unable to translate original status of: 'Importing Failed'",
        state: 'Unknown',
      },
    });
  });

  it.each([
    ['isThumbnail=yes', 73],
    ['isThumbnail=no', 242],
    ['isThumbnail=maybe', 315],
  ])('?%s holds %d, of projectresults too', async (parameters, number) => {
    expect(await count(`results/?${parameters}`)).toBe(number);
    expect(await count(`projectresults/?${parameters}`)).toBe(number);
  });

  it('list their plugin results', async () => {
    const { count: number, ids } = await askForList(simulator, 'results/1/pluginresult_set/?limit=2');
    expect(number).toBe(3);
    expect(ids).toEqual([3, 2]);
    expect((await askLab(simulator, 'results/1/pluginresult_set/?state=x')).status).toBe(400);
    expect((await askLab(simulator, 'results/1/nosuch/')).body).toEqual(SORRY);
    expect((await askLab(simulator, 'results/x/metadata/')).status).toBe(404);
    expect((await askLab(simulator, 'results/5/metadata/')).body).toEqual({ thumb: 1 });
  });
});

describe('plans', () => {
  it.each([
    ['plannedexperiment/?name_or_id=next_run_0', 9],
    ['plannedexperiment/?name_or_id=01c01', 1],
    ['plannedexperiment/?platform=s5&isReusable=false', 105],
    ['plannedexperiment/?instrument=S5&isReusable=false', 105],
    ['plannedexperiment/?chipBarcode=DAAA10021', 1],
    ['plannedexperiment/?chipBarcode__startswith=DAAA100', 5],
    ['plannedexperiment/?combinedLibraryTubeLabel=x', 0],
    ['plannedexperiment/?planStatus=planned&isReusable=false', 17],
    ['plantemplatesummary/', 133],
    ['plantemplatebasicinfo/?platform=pgm', 1],
    ['plantemplatebasicinfo/?sampleprep=IC', 87],
    ['plantemplatebasicinfo/?sampleprep=OT', 3],
    ['plantemplatebasicinfo/?user=_system', 91],
    ['plantemplatebasicinfo/?user=ionuser', 0],
    ['plantemplatebasicinfo/?reference=hg19', 56],
    ['plantemplatebasicinfo/?iraccount=x', 0],
    ['availableionchefplannedexperiment/', 1],
    ['availableplannedexperimentsummary/', 17],
    ['activesequencingkitinfo/', 4],
    ['librarykitpart/?limit=1', 45],
  ])('%s holds %d', async (path, number) => {
    expect(await count(path)).toBe(number);
  });

  it('show the settings of a report, of this plan only', async () => {
    expect((await askLab(simulator, 'plannedexperiment/134/?for_report=1')).status).toBe(200);
    expect((await askLab(simulator, 'plannedexperiment/134/?for_report=3')).status).toBe(400);
    expect((await askLab(simulator, 'plannedexperiment/134/?for_report=x')).status).toBe(400);
  });

  it('waiting for an Ion Chef show a fixed set of keys', async () => {
    const { rows } = await askForList(simulator, 'availableionchefplannedexperiment/');
    expect(rows[0]).toMatchObject({ planStatus: 'pending', chipType: '550', parentPlan: null });
    expect(rows[0]).not.toHaveProperty('resource_uri');
  });
});

describe('other resources', () => {
  it.each([
    ['referencegenome/', 8],
    ['referencegenome/?special=1', 8],
    ['obsoletereferencegenome/', 0],
    ['content/?all_text=brca', 8],
    ['content/?include_sse=1', 40],
    ['compositedatamanagement/?sigproc_filter=K', 74],
    ['compositedatamanagement/?sigproc_filter=L,E', 315],
    ['compositedatamanagement/?output_filter=P', 0],
    ['compositedatamanagement/?search_name=^reanalyze$', 75],
    ['monitorresult/', 0],
  ])('%s holds %d', async (path, number) => {
    expect(await count(path)).toBe(number);
  });

  it('rows are found by their own keys', async () => {
    expect((await askLab(simulator, 'publisher/BED/')).body).toMatchObject({ id: 1 });
    expect(await askLab(simulator, 'publisher/1/')).toEqual({ status: 404, body: {} });
    expect((await askLab(simulator, 'chip/x/')).body).toEqual(SORRY);
  });
});
