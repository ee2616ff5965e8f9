import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask } from '../support/ask.js';
import { askForList, askLab } from '../support/ask-lab.js';

describe('what the lab lacks', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ overlays: ['what-the-lab-lacks'] });
  });

  afterAll(() => simulator.close());

  it('gives sample sets with items, their samples and barcodes', async () => {
    const set = (await askLab(simulator, 'sampleset/1/')).body;
    expect(set).toMatchObject({
      sampleCount: 4,
      sampleGroupTypeName: 'Tumor_Normal',
      readyForPlanning: true,
    });
    const items = await askForList(simulator, 'samplesetitem/?sampleSet=1&order_by=id');
    expect(items.rows.map((row) => row['relationshipRole'])).toEqual(['Tumor', 'Normal', 'Tumor', 'Normal']);
    expect(items.rows[0]).toMatchObject({ sampleCollectionDate: '2024-03-11', cellularityPct: 70 });
    const infos = await askForList(simulator, 'samplesetiteminfo/?sampleSet=1&order_by=id');
    expect(infos.rows[0]).toMatchObject({ dnabarcode: 'IonXpress_001', dnabarcodeKit: 'IonXpress' });
  });

  it('gives thresholds of quality checks to plans', async () => {
    const plan = (await askLab(simulator, 'plannedexperimentdb/286/')).body;
    expect(plan['qcValues']).toHaveLength(3);
    expect(plan['sampleSets']).toEqual(['/rundb/api/v1/sampleset/1/', '/rundb/api/v1/sampleset/2/']);
    expect((await askForList(simulator, 'plannedexperimentqc/')).count).toBe(21);
  });

  it.each([
    ['message', 4],
    ['eventlog', 4],
    ['qctype', 3],
    ['clusterinfohistory', 2],
    ['datamanagementhistory', 2],
    ['emailaddress', 2],
    ['filemonitor', 1],
    ['log', 1],
    ['sampleprepdata', 1],
    ['sampleattribute', 2],
    ['sampleattributedatatype', 2],
    ['sampleset', 6],
    ['samplesetitem', 20],
    ['samplesetiteminfo', 20],
  ])('fills %s', async (resource, count) => {
    const list = await askForList(simulator, `${resource}/?limit=0`);
    expect([list.status, list.count, list.rows.length]).toEqual([200, count, count]);
  });

  it('breaks the lists that hold its broken rows, and no others', async () => {
    const statuses = await Promise.all(
      [
        'user/',
        'user/?id=1',
        'compositeresult/?id=21',
        'compositeresult/?id=22',
        'compositeexperiment/144/',
        'results/21/',
        'results/24/',
        'results/?limit=0',
        'projectresults/?limit=0',
      ].map(async (path) => (await askLab(simulator, path)).status),
    );
    expect(statuses).toEqual([400, 200, 400, 200, 400, 200, 500, 500, 200]);
  });
});

describe('the odd rows', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ overlays: ['odd-rows'] });
  });

  afterAll(() => simulator.close());

  const textOf = async (path: string): Promise<string> =>
    (await ask(simulator.port, { path: `/rundb/api/v1/${path}`, headers: { Authorization: ADMIN_KEY } }))
      .text;

  it('print NaN and the infinities bare, and integers of any length in JSON columns', async () => {
    expect(await textOf('tfmetrics/1/')).toContain('"SysSNR": NaN');
    expect(await textOf('tfmetrics/2/')).toMatch(/"SysSNR": Infinity.*"keypass": -Infinity/);
    expect(await textOf('experiment/151/')).toContain(
      '"a": "1.50", "big": 12345678901234567890, "e": "1E+3"',
    );
    expect(await textOf('libmetrics/2/')).toContain('"genomesize": "9223372036854775807"');
  });

  it('crash only the answers that hold the broken store', async () => {
    const paths = ['results/1/', 'results/1/?noplugin=1', 'results/?id=1', 'results/?id=1&plugin=true'];
    const statuses = await Promise.all(paths.map(async (path) => (await askLab(simulator, path)).status));
    expect(statuses).toEqual([500, 200, 200, 500]);
  });
});

describe('an overlay', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'overlay-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, ...lines: readonly unknown[]): string {
    const file = join(folder, name);
    const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    writeFileSync(file, texts.join('\n'));
    return file;
  }

  it('changes the columns it names, adds rows and links, and sees those laid before', async () => {
    const first = write(
      'first.jsonl',
      { resource: 'project', row: { id: 900, name: 'Overlaid', creator: 1 } },
      '',
    );
    const second = write(
      'second.jsonl',
      { resource: 'project', row: { id: 900, public: true } },
      { resource: 'results_projects', row: { results: 315, project: 900 } },
      { resource: 'results_projects', row: { results: 315, project: 900 } },
      { resource: 'projectresults', row: { id: 315, runid: 'LAID1' } },
      { resource: 'rig', row: { name: 'PGM-42', state: 'Running' } },
    );
    const simulator = await startSimulator({ overlays: [first, pathToFileURL(second)] });
    const project = (await askLab(simulator, 'project/900/')).body;
    const report = (await askLab(simulator, 'results/315/')).body;
    const rig = (await askLab(simulator, 'rig/PGM-42/')).body;
    await simulator.close();

    expect(project).toMatchObject({ name: 'Overlaid', public: true, resultsCount: 1, modified: null });
    expect(report).toMatchObject({ runid: 'LAID1', status: 'Completed' });
    expect(rig).toMatchObject({ state: 'Running', display_state: 'Idle' });
  });

  it.each([
    ['a table that rundb lacks', { resource: 'nothing', row: { id: 1 } }, /rundb has no table nothing/],
    [
      'a column that rundb lacks',
      { resource: 'project', row: { id: 1, nome: '' } },
      /project has no columns nome/,
    ],
    ['a row without its key', { resource: 'project', row: { name: '' } }, /a row of project needs "id"/],
    ['a line without a row', { resource: 'project' }, /it needs "resource" and "row"/],
    ['a line that is no object', [1], /not an object/],
    ['a line that is no JSON', '{', /line 2: /],
  ])('refuses %s and names the line', async (_what, line, message) => {
    const file = write('wrong.jsonl', { resource: 'project', row: { id: 1 } }, line);
    const start = startSimulator({ overlays: [file] });
    await expect(start).rejects.toThrow(message);
    await expect(start).rejects.toThrow(/wrong\.jsonl, line 2: /);
  });

  it('refuses a file that is not there', async () => {
    await expect(startSimulator({ overlays: ['no-such-overlay'] })).rejects.toThrow(/no-such-overlay/);
  });
});
