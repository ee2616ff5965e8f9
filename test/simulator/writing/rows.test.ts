import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { askForList, askLab } from '../../support/ask-lab.js';
import { outcome, READER_KEY, USER_KEY, write } from '../../support/write-lab.js';

const NOW = '2026-11-23T10:00:00.500Z';
const CRASH = [500, { error_message: 'Sorry, this request could not be processed. Please try again later.' }];
const BAD_KEY = [404, CRASH[1]];

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ now: () => new Date(NOW) });
});

afterEach(() => simulator.close());

describe('making a row', () => {
  it('answers with its address and nothing else', async () => {
    const made = await write(simulator, 'POST', 'project/', { name: 'new' });
    expect(made).toMatchObject({ status: 201, text: '', type: 'text/html; charset=utf-8' });
    expect(made.location).toBe(`${simulator.url}/rundb/api/v1/project/13/`);
    expect((await askLab(simulator, 'project/13/')).body).toMatchObject({
      created: '2026-11-23T10:00:00.000500+00:00',
      creator: '/rundb/api/v1/user/2/',
      modified: '2026-11-23T10:00:00.000500+00:00',
      name: 'new',
      public: true,
      resultsCount: 0,
    });
  });

  it('answers with the row where the resource does', async () => {
    const made = await write(simulator, 'POST', 'sampleset/', { displayedName: 'a set' });
    expect(made).toMatchObject({ status: 201, type: 'application/json' });
    expect(JSON.parse(made.text)).toMatchObject({ displayedName: 'a set', id: 1, sampleCount: 0 });
  });

  it('uses up a number when it fails', async () => {
    expect(await outcome(simulator, 'POST', 'project/', { name: 'Training' })).toEqual(CRASH);
    const made = await write(simulator, 'POST', 'project/', { name: 'new' });
    expect(made.location).toMatch(/project\/14\/$/);
  });

  it('passes over unknown and read-only keys, and over moments that it notes itself', async () => {
    const old = { created: '2001-01-01', modified: '2001-01-01' };
    await write(simulator, 'POST', 'project/', { name: 'new', nosuchkey: 1, resultsCount: 7, ...old });
    const { body } = await askLab(simulator, 'project/13/');
    const now = '2026-11-23T10:00:00.000500+00:00';
    expect(body).toMatchObject({ resultsCount: 0, created: now, modified: now });
  });

  it('takes the number of a row that is there, and overwrites it', async () => {
    const made = await write(simulator, 'POST', 'location/', { id: 2, name: 'Lab X' });
    expect(made).toMatchObject({ status: 201 });
    expect(made.location).toMatch(/location\/2\/$/);
    expect((await askLab(simulator, 'location/2/')).body).toMatchObject({ name: 'Lab X', comments: '' });
  });

  it('crashes without what the database wants', async () => {
    expect(await outcome(simulator, 'POST', 'libmetrics/', {})).toEqual(BAD_KEY);
    expect(await outcome(simulator, 'POST', 'chip/', { name: '560' })).toEqual(CRASH);
  });
});

describe('changing a row', () => {
  it('leaves what is not sent, with PATCH and with PUT', async () => {
    const { body } = await askLab(simulator, 'location/2/');
    expect(await outcome(simulator, 'PATCH', 'location/2/', { comments: 'by PATCH' })).toEqual([202]);
    expect(await outcome(simulator, 'PUT', 'location/2/', { defaultlocation: true })).toEqual([204]);
    const changed = { ...body, comments: 'by PATCH', defaultlocation: true };
    expect((await askLab(simulator, 'location/2/')).body).toEqual(changed);
  });

  it('finds rows by their new values', async () => {
    await write(simulator, 'PATCH', 'libmetrics/1/', { report: '/rundb/api/v1/results/2/' });
    expect((await askForList(simulator, 'libmetrics/?report=1')).ids).toEqual([]);
    expect((await askForList(simulator, 'libmetrics/?report=2&order_by=id')).ids).toContain(1);
  });

  it('passes over null where a field does not allow it', async () => {
    await write(simulator, 'PATCH', 'location/2/', { name: null });
    expect((await askLab(simulator, 'location/2/')).body['name']).toBeTruthy();
    await write(simulator, 'PATCH', 'results/1/', { reference: null });
    expect((await askLab(simulator, 'results/1/')).body['reference']).toBeNull();
  });

  it('makes a row of a key that is not there with PUT, and answers 404 to the others', async () => {
    const made = await write(simulator, 'PUT', 'location/77/', { name: 'far' });
    expect(made).toMatchObject({ status: 201, text: '' });
    expect(made.location).toMatch(/location\/77\/$/);
    expect(await outcome(simulator, 'PATCH', 'location/99/', { name: 'x' })).toEqual([404]);
    expect(await outcome(simulator, 'DELETE', 'location/99/')).toEqual([404]);
    expect(await outcome(simulator, 'PATCH', 'location/abc/', { name: 'x' })).toEqual(BAD_KEY);
    expect(await outcome(simulator, 'POST', 'location/1/', { name: 'x' })).toEqual([501]);
  });

  it('notes when a row was changed last', async () => {
    await write(simulator, 'PATCH', 'project/1/', { public: false });
    const { body } = await askLab(simulator, 'project/1/');
    expect(body).toMatchObject({ modified: '2026-11-23T10:00:00.000500+00:00', public: false });
    expect(body['created']).not.toBe(body['modified']);
  });

  it('refuses a value that another row holds', async () => {
    expect(await outcome(simulator, 'PATCH', 'project/1/', { name: 'Training' })).toEqual(CRASH);
    expect(await outcome(simulator, 'PATCH', 'project/1/', { name: 'p'.repeat(65) })).toEqual(CRASH);
  });
});

describe('values', () => {
  it.each([
    [{ date: 'soon' }, "Datetime provided to 'date' field doesn't appear to be valid: soon"],
    [{ date: '2024-13-01' }, "Datetime provided to 'date' field doesn't appear to be valid: 2024-13-01"],
    [{ date: 7 }, "Datetime provided to 'date' field must be a string: 7"],
    [{ date: '<soon>' }, "Datetime provided to 'date' field doesn't appear to be valid: &lt;soon&gt;"],
  ])('refuses %j as a moment', async (body, error) => {
    expect(await outcome(simulator, 'PATCH', 'experiment/134/', body)).toEqual([400, { error }]);
  });

  it.each([
    { flows: 'many' },
    { flows: [] },
    { flows: 2 ** 31 },
    { chefProgress: {} },
    { notes: 'a\u0000b' },
  ])('crashes on %j', async (body) => {
    expect(await outcome(simulator, 'PATCH', 'experiment/134/', body)).toEqual(CRASH);
  });

  it.each([
    [{ flows: '12' }, { flows: 12 }],
    [{ flows: 12.9 }, { flows: 12 }],
    [{ notes: 5 }, { notes: '5' }],
    [{ notes: true }, { notes: 'True' }],
    [{ notes: { a: ['b', null] } }, { notes: "{u'a': [u'b', None]}" }],
    [{ star: 'false' }, { star: true }],
    [{ star: '' }, { star: false }],
    [{ chefProgress: '99.5' }, { chefProgress: 99.5 }],
    [{ date: '2024-02-03T10:00:00.25+02:00' }, { date: '2024-02-03T08:00:00.000250+00:00' }],
    [{ metaData: { a: 0.00001, b: [1] } }, { metaData: { a: '0.00001', b: [1] } }],
  ])('keeps %j as %j', async (body, kept) => {
    expect((await write(simulator, 'PATCH', 'experiment/134/', body)).status).toBe(202);
    expect((await askLab(simulator, 'experiment/134/')).body).toMatchObject(kept);
  });

  it('keeps large integers exactly', async () => {
    await write(simulator, 'PATCH', 'libmetrics/1/', { genomesize: '9223372036854775807' });
    expect((await askLab(simulator, 'libmetrics/1/')).body['genomesize']).toBe('9223372036854775807');
    const tooLarge = { genomesize: '9223372036854775808' };
    expect(await outcome(simulator, 'PATCH', 'libmetrics/1/', tooLarge)).toEqual(CRASH);
  });
});

describe('relations', () => {
  const path = 'libmetrics/1/';

  it('takes the key of an address and does not look at the name in it', async () => {
    expect(await outcome(simulator, 'PATCH', path, { report: '/rundb/api/v1/chip/3/' })).toEqual([202]);
    expect((await askLab(simulator, path)).body['report']).toBe('/rundb/api/v1/results/3/');
  });

  it('refuses what leads to no row', async () => {
    const far = '/rundb/api/v1/results/9999/';
    const error = `Could not find the provided object via resource URI '${far}'.`;
    expect(await outcome(simulator, 'PATCH', path, { report: far })).toEqual([400, { error }]);
    expect(await outcome(simulator, 'PATCH', path, { report: 'nonsense' })).toEqual(BAD_KEY);
    expect(await outcome(simulator, 'PATCH', path, { report: '/rundb/api/v1/results/x/' })).toEqual(BAD_KEY);
    expect(await outcome(simulator, 'PATCH', path, { report: '/rundb/api/v1/nosuch/1/' })).toEqual(BAD_KEY);
    expect(await outcome(simulator, 'PATCH', path, { report: '/rundb/api/v1/results/' })).toEqual(CRASH);
    const [status, body] = await outcome(simulator, 'PATCH', path, { report: 7 });
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('not a URI')]);
  });

  it('changes or makes the row of an object', async () => {
    await write(simulator, 'PATCH', 'rig/S5-00391/', { location: { id: 2, comments: 'moved' } });
    expect((await askLab(simulator, 'location/2/')).body['comments']).toBe('moved');
    await write(simulator, 'PATCH', 'rig/S5-00391/', { location: { name: 'new' } });
    expect((await askLab(simulator, 'rig/S5-00391/')).body['location']).toMatchObject({ id: 5, name: 'new' });
  });

  it('replaces a list of links, and ends all links when PUT does not send it', async () => {
    const uris = ['/rundb/api/v1/sample/2/', '/rundb/api/v1/sample/1/'];
    await write(simulator, 'PATCH', 'experiment/134/', { samples: uris });
    expect((await askForList(simulator, 'sample/?experiments=134&order_by=id')).ids).toEqual([1, 2]);
    await write(simulator, 'PATCH', 'experiment/134/', { notes: 'x' });
    expect((await askForList(simulator, 'sample/?experiments=134')).count).toBe(2);
    await write(simulator, 'PUT', 'experiment/134/', { notes: 'y' });
    expect((await askForList(simulator, 'sample/?experiments=134')).count).toBe(0);
  });

  it('has stored the row when its list of links is refused', async () => {
    const error = "The 'analysismetrics' field has no data and doesn't allow a null value.";
    expect(await outcome(simulator, 'PUT', 'results/1/', { status: 'Seen' })).toEqual([400, { error }]);
    expect((await askLab(simulator, 'results/1/')).body['status']).toBe('Seen');
  });
});

describe('permissions', () => {
  it('lets users of a group write, and refuses others with a bare 401', async () => {
    const headers = { Authorization: USER_KEY };
    expect(await outcome(simulator, 'PATCH', 'location/2/', { comments: 'x' }, headers)).toEqual([202]);
    const refused = await write(
      simulator,
      'PATCH',
      'location/2/',
      { comments: 'y' },
      { Authorization: READER_KEY },
    );
    expect(refused).toMatchObject({ status: 401, text: '', vary: 'Cookie' });
    expect((await askLab(simulator, 'location/2/')).body['comments']).toBe('x');
  });

  it('reads the body before it asks for permission', async () => {
    const headers = { Authorization: READER_KEY };
    expect(await outcome(simulator, 'POST', 'libmetrics/', { report: 'x' }, headers)).toEqual(BAD_KEY);
    expect(await outcome(simulator, 'POST', 'location/', '{', headers)).toEqual([400, { error: '' }]);
    expect(await outcome(simulator, 'DELETE', 'location/99/', undefined, headers)).toEqual([404]);
    expect(await outcome(simulator, 'DELETE', 'location/1/', undefined, headers)).toEqual([401]);
  });

  it('lets nobody write users', async () => {
    expect(await outcome(simulator, 'PATCH', 'user/1/', { email: 'x' })).toEqual([405, 'GET']);
  });
});

describe('deleting a row', () => {
  it('takes everything with it that points at it, but for what is only emptied', async () => {
    const { body } = await askLab(simulator, 'experiment/134/');
    const plan = String(body['plan']).split('/').at(-2) ?? '';
    expect(await outcome(simulator, 'DELETE', 'results/1/')).toEqual([204]);
    for (const gone of ['results/1/', 'libmetrics/1/', 'qualitymetrics/1/', 'pluginresult/1/']) {
      expect((await askLab(simulator, gone)).status).toBe(404);
    }
    expect((await askLab(simulator, 'experiment/134/')).status).toBe(200);
    expect(await outcome(simulator, 'DELETE', `plannedexperiment/${plan}/`)).toEqual([204]);
    expect((await askLab(simulator, 'experiment/134/')).status).toBe(404);
    expect((await askLab(simulator, 'experimentanalysissettings/134/')).status).toBe(404);
  });

  it('leaves the reports of a project', async () => {
    const reports = await askForList(simulator, 'results/?projects=10');
    await write(simulator, 'DELETE', 'project/10/');
    expect((await askForList(simulator, 'results/?projects=10')).count).toBe(0);
    const [id] = reports.ids;
    expect((await askLab(simulator, `results/${String(id)}/`)).body['projects']).not.toContain(
      '/rundb/api/v1/project/10/',
    );
  });
});
