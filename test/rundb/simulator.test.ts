import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Connection, connect, type Credentials } from '../../src/rundb/connection.js';
import { lookup, type Operator } from '../../src/rundb/lookup.js';
import { embeddedMany, instant, integer, many, one, resource, text } from '../../src/rundb/resource.js';
import { keyOf, readInstant } from '../../src/rundb/values.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { failureOf } from './stub-server.js';

const admin: Credentials = { authorization: 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6' };
const project = resource('project', { id: integer('FO!'), name: text('FO!') });
const chip = resource('chip', { id: integer('FO!'), name: text('FO!') });
const rig = resource('rig', { name: text('FO!') }, { key: 'name' });
const libmetrics = resource('libmetrics', { id: integer('FO!'), report: one('results', 'R!') });
const results = resource('results', {
  id: integer('FO!'),
  resultsName: text('FO!'),
  timeStamp: instant('FO!'),
  experiment: one('experiment', 'R!'),
  projects: many('project', 'R!'),
});
const composite = resource('compositeexperiment', {
  id: integer('FO!'),
  results: embeddedMany(results, 'R!'),
});
const barcode = resource('dnabarcode', { id: integer('FO!'), name: text('FO!') });
const results7 = resource('results', results.fields, { pageSize: 7, detailParameters: [['noplugin', '1']] });

let simulator: Simulator;
let connection: Connection;
const client = (credentials: Credentials | undefined = admin) =>
  connection.client(credentials === undefined ? {} : { credentials });

beforeAll(async () => {
  simulator = await startSimulator();
  const timeouts = { connect: 2_000, response: 10_000, request: 20_000 };
  connection = connect({ url: simulator.url, timeouts });
});
afterAll(async () => {
  connection.close();
  await simulator.close();
});
beforeEach(() => simulator.log.clear());

const requests = () => simulator.log.entries.length;

describe('reading the lab', () => {
  it('knows the server and the caller', async () => {
    expect(await client().version()).toBe('5.18.1');
    expect(await client().account()).toEqual({ username: 'ionadmin', isAdmin: true });
    const ionuser = client({ authorization: `ApiKey ionuser:${'1'.repeat(40)}` });
    expect(await ionuser.account()).toEqual({ username: 'ionuser', isAdmin: false });
  });

  it('walks any list, whatever the size of its pages', async () => {
    const { rows, totalCount } = await client().walk(results, [], { first: 100_000, offset: 0 });
    expect([rows.length, totalCount, requests()]).toEqual([315, 315, 1]);
    const inSevens = await client().walk(results7, [], { first: 100_000, offset: 0 });
    expect(inSevens.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(requests()).toBe(46);
  });

  it('walks 5,153 barcodes in six pages', async () => {
    const { rows, totalCount } = await client().walk(barcode, [], { first: 100_000, offset: 0 });
    expect([rows.length, totalCount, requests()]).toEqual([5_153, 5_153, 6]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5_153);
  });

  it('loads rows by key and by relation', async () => {
    const ids = Array.from({ length: 400 }, (_, index) => index + 1);
    const byKey = await client().byKeys(results, ids);
    expect([byKey.size, requests()]).toEqual([315, 1]);
    expect(keyOf(byKey.get(3)?.experiment)).toBeGreaterThan(133);
    const metrics = await client().byRelation(libmetrics, 'report', ids);
    expect([metrics.length, requests()]).toEqual([258, 2]);
    const reports = await client().byRelation(results, 'experiment', [keyOf(byKey.get(3)?.experiment) ?? 0]);
    expect(reports.map(({ id }) => id)).toContain(3);
  });

  it('loads rows by name', async () => {
    const byName = await client().byKeys(rig, ['S5-1', 'PGM-42', 'nobody']);
    expect(byName.has('nobody')).toBe(false);
    const [name = ''] = byName.keys();
    expect(await client().one(rig, name)).toMatchObject({ name });
  });

  it('gives each report of several projects once', async () => {
    const { rows } = await client().walk(project, [], { first: 100, offset: 0 });
    const ids = rows.map(({ id }) => Number(id));
    const reports = await client().byRelation(results, 'projects', ids);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
    expect(reports.length).toBeGreaterThan(0);
  });

  it('reads one row, or none', async () => {
    expect(await client().one(results7, 3)).toMatchObject({ resultsName: 'Auto_S5-520_ecoli_002_2' });
    expect(await client().one(results, 99_999)).toBeUndefined();
    expect(await client().one(rig, 'nobody')).toBeUndefined();
  });

  it('reads rows that hold other rows', async () => {
    const { rows } = await client().page(composite, [['limit', '3']]);
    const [first] = rows.flatMap((run) => run.results ?? []);
    expect(keyOf(first)).toBe(first?.id);
    expect(await client().count(composite, [])).toBe(152);
  });
});

describe('look-ups', () => {
  const chips = async (operator: Operator, value: unknown, ignoreCase = false) => {
    const found = lookup('name', 'text', operator, value, ignoreCase);
    const { rows } = await client().page(chip, [...(found === 'nothing' ? [] : found), ['limit', '100']]);
    return rows.map(({ name }) => name).sort();
  };

  it('find texts', async () => {
    expect(await chips('startsWith', '31')).toHaveLength(8);
    expect(await chips('in', ['510', '520', 'none'])).toEqual(['510', '520']);
    expect(await chips('in', ['510', 'a,b'])).toEqual(['510']);
    expect(await chips('eq', 'p1.1.17', true)).toEqual(await chips('eq', 'P1.1.17'));
    expect(await chips('ne', '540')).toHaveLength(14);
  });

  it.each<[Operator, unknown]>([
    ['eq', 'none'],
    ['eq', 'True'],
    ['in', ['none']],
    ['contains', 'nil'],
    ['startsWith', 'None'],
    ['endsWith', 'false'],
  ])('never ask what rundb takes for null or a flag: %s %p', async (operator, value) => {
    expect(await chips(operator, value)).toEqual([]);
  });

  it('find the row whose printed time is the limit', async () => {
    const report = await client().one(results7, 3);
    const printed = readInstant(report?.timeStamp);
    const count = async (operator: Operator) => {
      const found = lookup('timeStamp', 'instant', operator, printed);
      return client().count(results, [...(found === 'nothing' ? [] : found), ['id', '3']]);
    };
    expect(await Promise.all([count('eq'), count('gte'), count('lte')])).toEqual([1, 1, 1]);
    expect(await Promise.all([count('gt'), count('lt')])).toEqual([0, 0]);
  });
});

describe('refusals', () => {
  it.each<[string, Credentials | undefined]>([
    ['none', undefined],
    ['a wrong key', { authorization: 'ApiKey ionadmin:0000' }],
    ['an inactive user', { authorization: `ApiKey disabled:${'3'.repeat(40)}` }],
    ['an unknown scheme', { authorization: 'Bearer x' }],
    ['an unknown session', { sessionid: 'abcdefghijklmnop' }],
  ])('of credentials: %s', async (_, credentials) => {
    const caller = connection.client(credentials ? { credentials } : {});
    expect(await failureOf(caller.count(chip, []))).toMatchObject({ kind: 'unauthenticated', status: 401 });
  });

  it('of a user without permission', async () => {
    const readonly = client({ authorization: `ApiKey readonly:${'2'.repeat(40)}` });
    expect(await failureOf(readonly.create(project, { name: 'New' }))).toMatchObject({
      kind: 'forbidden',
      status: 401,
    });
    expect(await readonly.count(project, [])).toBe(12);
  });

  it('of a Basic header that is none', async () => {
    const caller = client({ authorization: 'Basic junk' });
    expect(await failureOf(caller.count(chip, []))).toMatchObject({ kind: 'serverError', status: 500 });
  });

  it('of filters, orders and resources', async () => {
    const badRequest = await failureOf(client().count(libmetrics, [['report', 'abc']]));
    expect(badRequest).toMatchObject({ kind: 'badRequest', status: 400 });
    expect(badRequest.detail).toEqual({ error: 'Invalid resource lookup data provided (mismatched type).' });
    const crash = await failureOf(client().count(results, [['timeStamp__gte', 'yesterday']]));
    expect(crash).toMatchObject({ kind: 'serverError', status: 500 });
    const unknown = resource('nosuch', { id: integer('FO!') });
    expect(await failureOf(client().count(unknown, []))).toMatchObject({ kind: 'notFound', status: 404 });
  });
});
