import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultServerName } from '../../src/config.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { createPlan, single, validatePlan } from '../planning/inputs.js';

let now = Date.UTC(2026, 0, 1);
const clock = () => now;
const pass = (seconds: number) => void (now += seconds * 1000);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ clock, environment: { CACHE: 'memory' } });
});
afterAll(() => gateway.close());
// Each test begins with nothing that is fresh, or may be served stale.
beforeEach(() => {
  gateway.simulator.setWeather();
  pass(100_000);
});

const paths = () => gateway.requests().map(({ path }) => path.replace('/rundb/api/v1/', ''));
const report = 'query($id: ID!) { report(id: $id) { name libMetrics { totalNumReads } } }';
const freshness = (body: object) =>
  'extensions' in body
    ? (body.extensions as { freshness?: Record<string, unknown> }).freshness?.[defaultServerName]
    : undefined;

describe('an answer', () => {
  it('is given again for as long as it may be old, and says from when it is', async () => {
    const first = await gateway.ask(report, { id: '3' });
    const asked = paths().length;
    const from = new Date(now).toISOString();
    expect(asked).toBeGreaterThan(0);
    expect(freshness(first.body)).toBeUndefined();
    pass(8);
    const second = await gateway.ask(report, { id: '3' });
    expect(paths()).toEqual([]);
    expect(second.body.data).toEqual(first.body.data);
    expect(freshness(second.body)).toEqual({ state: 'UP', asOf: from, stale: false });
    pass(2);
    const third = await gateway.ask(report, { id: '3' });
    // The report is older than nine seconds, its metrics are not yet seventeen old.
    expect(paths()).toEqual([expect.stringMatching(/^projectresults\/3\//)]);
    expect(third.body.data).toEqual(first.body.data);
  });

  it('of what an administrator installs is kept for minutes, a part of it shortly', async () => {
    const query = '{ chips(first: 500) { nodes { name description } } kits(first: 3) { nodes { name } } }';
    const first = await gateway.ask(query);
    expect(first.body.errors).toBeUndefined();
    pass(10);
    const second = await gateway.ask(query);
    expect(paths()).toEqual([expect.stringMatching(/^kitinfo\//)]);
    expect(second.body.data).toEqual(first.body.data);
    pass(291);
    await gateway.ask(query);
    expect(paths()).toHaveLength(2);
  });

  it('is asked for once by callers of one identity at once, and once by each other', async () => {
    const query = '{ reports(first: 7) { totalCount nodes { name } } }';
    gateway.simulator.log.clear();
    const users = ['ionadmin', 'ionuser', 'ionadmin', 'readonly', 'ionadmin', 'ionuser'];
    gateway.simulator.setWeather({ delay: 5 });
    const answers = await Promise.all(users.map((user) => gateway.ask(query, {}, { user })));
    const [first, ...others] = answers.map(({ body }) => body.data);
    others.forEach((data) => expect(data).toEqual(first));
    expect(paths().filter((path) => path.startsWith('projectresults/'))).toHaveLength(3);
  });

  it('of a list with rows that rundb cannot print names them again', async () => {
    const odd = await startGateway({
      clock,
      environment: { CACHE: 'memory' },
      overlays: ['what-the-lab-lacks', 'unprintable-rows'],
    });
    const query =
      '{ runTypes(first: 1000, orderBy: { field: ID }) { totalCount nodes { rundbId runType } } }';
    const first = await odd.ask(query);
    const second = await odd.ask(query);
    expect(odd.requests()).toEqual([]);
    await odd.close();
    expect(first.body.errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_ERROR', resource: 'runtype' } },
    ]);
    const told = ({ body }: typeof first) => [
      body.data,
      body.errors?.map(({ message, path, extensions: { requestId: _own, ...rest } }) => ({
        message,
        path,
        rest,
      })),
    ];
    expect(told(second)).toEqual(told(first));
  });
});

describe('a batch', () => {
  const reports = (...ids: number[]) =>
    `{ ${ids.map((id) => `r${id}: report(id: ${id}) { libMetrics { totalNumReads } name }`).join(' ')} }`;

  it('asks only for what is not there', async () => {
    await gateway.ask(reports(1, 2, 3));
    await gateway.ask(reports(2, 3, 4));
    expect(paths()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^projectresults\/\?id__in=4&/),
        expect.stringMatching(/^libmetrics\/\?report__in=4&/),
      ]),
    );
    expect(paths()).toHaveLength(2);
    const again = await gateway.data(reports(1, 4, 2));
    expect(paths()).toEqual([]);
    pass(100_000);
    expect(await gateway.data(reports(1, 4, 2))).toEqual(again);
    expect(paths()).not.toEqual([]);
  });
});

describe('what the gateway writes', () => {
  const plans = '{ plans(first: 3) { totalCount nodes { name } } }';

  it('is seen at once, also by others', async () => {
    const before = await gateway.data(plans);
    await gateway.ask(plans, {}, { user: 'ionuser' });
    const made = await gateway.data(createPlan, { input: { ...single, planName: 'seen_at_once' } });
    expect(made.createPlan.created).toBe(true);
    const after = await gateway.data(plans);
    expect(after.plans.totalCount).toBe(before.plans.totalCount + 1);
    expect(after.plans.nodes[0].name).toBe('seen_at_once');
    const others = await gateway.ask(plans, {}, { user: 'ionuser' });
    expect(others.body.data).toEqual(after);
  });

  it('leaves what an administrator installs where it is', async () => {
    await gateway.ask('{ chips { nodes { name } } }');
    await gateway.data(createPlan, { input: { ...single, planName: 'chips_stay' } });
    await gateway.ask('{ chips { nodes { name } } }');
    expect(paths()).toEqual([]);
  });
});

describe('while the server is down', () => {
  const down = { rules: [{ answer: 503 }] } as const;

  it('old answers are given and marked, for a bounded time, to those who had them', async () => {
    const good = await gateway.ask(report, { id: '5' });
    const from = new Date(now).toISOString();
    gateway.simulator.setWeather(down);
    pass(300);
    const stale = await gateway.ask(report, { id: '5' });
    expect(stale.body.errors).toBeUndefined();
    expect(stale.body.data).toEqual(good.body.data);
    expect(freshness(stale.body)).toEqual({ state: 'DOWN', asOf: from, stale: true });

    const other = await gateway.ask(report, { id: '5' }, { user: 'ionuser' });
    expect(other.body).toMatchObject({
      data: { report: null },
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
    const unknown = await gateway.ask('{ reports(first: 2) { nodes { name } } }');
    expect(unknown.body).toMatchObject({
      data: { reports: null },
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
    pass(600);
    const late = await gateway.ask(report, { id: '5' });
    expect(late.body).toMatchObject({ data: { report: null } });
  });

  it('no plan is checked against old lists', async () => {
    const input = { ...single, planName: 'unchecked' };
    let checked = await gateway.ask(validatePlan, { input });
    // The server was down a moment ago.
    while (checked.body.errors) checked = await gateway.ask(validatePlan, { input });
    gateway.simulator.setWeather(down);
    pass(400);
    const unchecked = await gateway.ask(validatePlan, { input });
    expect([checked.body.errors, unchecked.body.errors?.length]).toEqual([undefined, 1]);
  });
});

describe('with CACHE=off', () => {
  it('each operation asks the server', async () => {
    const plain = await startGateway();
    await plain.ask(report, { id: '3' });
    const { body } = await plain.ask(report, { id: '3' });
    const asked = plain.requests().length;
    await plain.close();
    expect(asked).toBe(2);
    expect(freshness(body)).toBeUndefined();
  });
});
