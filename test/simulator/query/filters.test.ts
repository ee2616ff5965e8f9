import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SORRY } from '../../../src/simulator/api.js';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, askLab } from '../../support/ask-lab.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const MISMATCH = { error: 'Invalid resource lookup data provided (mismatched type).' };

async function count(path: string): Promise<unknown> {
  return (await askForList(simulator, path)).count;
}

describe('filters that rundb does not know are ignored', () => {
  it.each([
    'chip/?nosuch=1',
    'chip/?nosuch__in=true',
    'chip/?pk=7',
    'libmetrics/?report_id__in=4',
    'project/?results__in=1',
    'compositeresult/?experiment__in=134',
    'PluginResultJob/?plugin_result__in=1',
    'experiment/?results_set__in=1',
    'compositeexperiment/?library=nosuch',
    'compositeexperiment/?barcodeId=nosuch',
    'compositeexperiment/?samples=1',
  ])('%s', async (path) => {
    const [resource = ''] = path.split('?');
    expect(await count(path)).toBe(await count(resource));
  });
});

describe('filters that rundb refuses', () => {
  it.each([
    ['results/?bamLink=x', "The 'bamLink' field does not allow filtering."],
    ['results/?pluginresults__in=1', "The 'pluginresults' field does not allow filtering."],
    ['results/?experiment__nosuch=1', "The 'nosuch' field does not allow filtering."],
    ['results/?reportstorage__name=Home', "The 'name' field does not allow filtering."],
    ['location/?id=1', "The 'id' field does not allow filtering."],
    ['chip/?name__bogus=1', "The 'name' field does not support relations."],
    ['chip/?name__<b>=1', "The 'name' field does not support relations."],
    ['plannedexperiment/?chipType=520', "The 'chipType' field does not allow filtering."],
    ['librarykitinfo/?kitType=LibraryKit', "'exact' is not an allowed filter on the 'kitType' field."],
    ['onetouchplantemplate/?id__in=1', "'in' is not an allowed filter on the 'id' field."],
  ])('%s', async (path, error) => {
    expect(await askLab(simulator, path)).toEqual({ status: 400, body: { error } });
  });

  it.each([
    'chip/?id=x',
    'chip/?id=1.0',
    'chip/?id__in=1,x',
    'chip/?id=',
    'libmetrics/?genomesize=x',
    'libmetrics/?cf=x',
    'libmetrics/?report=/rundb/api/v1/results/1/',
    'chip/?name__contains=none',
    'chip/?name__isnull=None',
    'results/?timeStamp__year=x',
    'chip/?name__year=x',
  ])('%s: mismatched type', async (path) => {
    expect(await askLab(simulator, path)).toEqual({ status: 400, body: MISMATCH });
  });
});

describe('filters that rundb crashes on', () => {
  it.each([
    'experiment/?date__gte=yesterday',
    'experiment/?date__gte=2023-02-30',
    'experiment/?date__gte=2023-02-01T00:00:00+02',
    'experiment/?date__gte=true',
    'experiment/?date__range=2023-02-01',
    'chip/?id__range=1,2,3',
    'chip/?name__in=true',
    'chip/?name__in=none',
    'chip/?name__search=5',
    'chip/?name__regex=(',
    'chip/?name__regex=true',
    'chip/?name__year=2020',
    'chip/?id__hour=1',
    'libmetrics/?report__contains=1',
    'pluginresult/?path=x',
    'plugin/?isConfig=true',
    'plannedexperiment/?qcValues=1',
    'results/?experiment__repResult=1',
    'plantemplatebasicinfo/?sampleGroupName=Self',
  ])('%s', async (path) => {
    expect(await askLab(simulator, path)).toEqual({ status: 500, body: SORRY });
  });

  it('of the database only when the paging can be read', async () => {
    expect((await askLab(simulator, 'chip/?name__regex=(&limit=x')).status).toBe(400);
    expect((await askLab(simulator, 'experiment/?date__gte=yesterday&limit=x')).status).toBe(500);
  });
});

describe('filters through relations', () => {
  it.each([
    ['results/?experiment=134', 'results/?experiment__id=134', 2],
    ['results/?experiment__in=134,135', 'results/?experiment__id__in=135,134', 3],
    ['libmetrics/?report__experiment__chipType=540', 'libmetrics/?report__experiment__chipType__in=540', 30],
    ['results/?libmetrics__isnull=true', 'results/?libmetrics__id__isnull=true', 57],
    ['experiment/?plan__in=134,135', 'experiment/?plan__id__in=134,135', 2],
    ['plannedexperiment/?experiment__chipType=318D', 'plannedexperimentdb/?experiment__chipType=318D', 3],
    ['results/?eas=134', 'results/?eas__experiment=134', 2],
    ['content/?publisher__name=BED', 'content/?contentupload__pub=BED', 40],
    ['results/?libmetrics__totalNumReads=61898040', 'results/?id=3', 1],
  ])('%s as %s', async (path, same, number) => {
    const [one, other] = await Promise.all([askForList(simulator, path), askForList(simulator, same)]);
    expect(one.count).toBe(number);
    expect(other.ids).toEqual(one.ids);
  });

  it('hold together for the same related row', async () => {
    const both = 'compositeexperiment/?results__status=Error&results__processedflows__gte=1';
    const either = 'compositeexperiment/?results__status=Error';
    expect(Number(await count(both))).toBeLessThanOrEqual(Number(await count(either)));
    expect(await count('compositeexperiment/?results__status=Error&results__status__in=Completed')).toBe(0);
  });
});

describe('relations to many', () => {
  it('give a row once for each match, and count it so', async () => {
    const links = simulator.lab.rows('results_projects').filter((link) => Number(link['project']) <= 3);
    const { count: counted, ids } = await askForList(simulator, 'results/?projects__in=1,2,3&limit=0');
    expect(counted).toBe(links.length);
    expect([...ids].sort()).toEqual(links.map((link) => link['results']).sort());
    expect(new Set(ids).size).toBeLessThan(ids.length);
  });

  it('give it once on resources that ask for distinct rows', async () => {
    const { count: counted, ids } = await askForList(
      simulator,
      'plannedexperimentdb/?projects__in=1,2,3&limit=0',
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(counted).toBe(ids.length);
  });
});

describe('repeated parameters', () => {
  it('join in lists', async () => {
    const { ids } = await askForList(simulator, 'chip/?name__in=510,520&name__in=530');
    expect(ids).toEqual([28, 9, 7]);
  });

  it('count from the last one otherwise, and an empty last one empties a list', async () => {
    expect((await askForList(simulator, 'chip/?name=510&name=520')).ids).toEqual([7]);
    expect((await askForList(simulator, 'chip/?name__in=510&name__in=')).ids).toEqual([]);
  });
});
