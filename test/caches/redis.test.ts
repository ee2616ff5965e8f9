import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { createPlan, single } from '../planning/inputs.js';
import { eventually } from '../support/eventually.js';
import { plantSecrets, planted } from '../support/secrets.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { openSeal } from '../../src/caches/seal.js';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.js';

const secret = 'what two gateways of a lab know of';
const chips = '{ chips(first: 500) { nodes { name } } }';
const report = '{ report(id: 3) { name libMetrics { totalNumReads } } }';
const plans = '{ plans(first: 2) { totalCount nodes { name } } }';

let lab: Simulator;
let redis: TestRedis;
const open = (CACHE_SECRET = secret) =>
  startGateway({
    running: lab,
    environment: { CACHE: 'redis', REDIS_URL: redis.url, CACHE_SECRET },
  });

(hasRedis ? describe : describe.skip)('caches in Redis', () => {
  let one: TestGateway;
  let other: TestGateway;
  beforeAll(async () => {
    lab = await startSimulator();
    plantSecrets(lab);
    redis = await startRedis();
    one = await open();
    other = await open();
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await redis.close();
    await lab.close();
  });

  it('are shared by gateways that know one secret', async () => {
    const first = await one.data(report);
    expect(await other.data(report)).toEqual(first);
    expect(other.requests()).toEqual([]);
  });

  it('are not shared with callers of another identity, nor with gateways of another secret', async () => {
    await one.data(report);
    await other.ask(report, {}, { user: 'ionuser' });
    expect(other.requests()).not.toEqual([]);
    const stranger = await open('another secret of thirty-two characters');
    await stranger.data(report);
    const asked = stranger.requests().length;
    await stranger.close();
    expect(asked).toBeGreaterThan(0);
  });

  it('forget what one gateway has written over', async () => {
    const before = await other.data(plans);
    await one.data(createPlan, { input: { ...single, planName: 'seen_by_both' } });
    const after = await other.data(plans);
    expect(after.plans.totalCount).toBe(before.plans.totalCount + 1);
    expect(after.plans.nodes[0].name).toBe('seen_by_both');
  });

  it('hold nothing that can be read', async () => {
    await one.data(
      `{ chips(first: 500) { nodes { name description } } rigs { nodes { name } } plugins { nodes { name } }
         pluginResults(first: 50) { nodes { id } } experiments(first: 50) { nodes { analysisSettings { id } } } }`,
    );
    const { rigs } = await one.data('{ rigs { nodes { name } } }');
    const all = [...(await redis.dump())].flat().join('\n');
    expect(all.length).toBeGreaterThan(1_000);
    for (const word of [rigs.nodes[0].name, 'ionadmin', 'efb7a140', planted, 'totalCount', 'description']) {
      expect(all).not.toContain(word);
    }
  });

  it('hold no secret that the server prints, to those who know theirs either', async () => {
    await one.data(`{
      plugins(first: 50) { nodes { name results(first: 5) { nodes { state } } } }
      rigs { nodes { name state } }
      projects(first: 20) { nodes { name creator { name } } }
      reports(first: 100) { nodes { name analysisSettings { selectedPlugins { name } } } }
    }`);
    const plugins = [{ name: 'coverageAnalysis', userInput: { token: `${planted}-of-a-plan` } }];
    await one.data(createPlan, { input: { ...single, planName: 'with_a_token', plugins } });
    await one.data('{ plans(first: 1) { nodes { name selectedPlugins { name } } } }');
    const seal = openSeal(secret);
    const held = [...(await redis.dump())].map(([name, value]) =>
      seal.open(name, Buffer.from(value, 'latin1'))?.toString('utf8'),
    );
    const read = held.join('\n');
    for (const known of ['selectedPlugins', 'host_address', 'pluginName']) expect(read).toContain(known);
    expect(read).not.toContain(planted);
  });

  it('may be missing at the start', async () => {
    const alone = await startGateway({
      running: lab,
      environment: { CACHE: 'redis', REDIS_URL: 'redis://127.0.0.1:1', CACHE_SECRET: secret },
    });
    const data = await alone.data(chips);
    const said = alone.lines.filter(({ msg }) => msg === 'shared caches not reached').length;
    await alone.close();
    expect([data, said]).toEqual([await other.data(chips), 1]);
  });

  it('that are lost make answers slower, not wrong, and are used again once they are back', async () => {
    const good = await one.data(chips);
    await redis.kill();
    expect(await one.data(chips)).toEqual(good);
    expect(one.requests()).not.toEqual([]);
    const before = await one.data(plans);
    await one.data(createPlan, { input: { ...single, planName: 'without_redis' } });
    const after = await one.data(plans);
    expect(after.plans.totalCount).toBe(before.plans.totalCount + 1);
    await redis.restart();
    const backs = () => one.lines.filter(({ msg }) => msg === 'shared caches reached').length;
    await eventually(() => backs() === 2);
    await one.data(chips);
    expect(await one.data(chips)).toEqual(good);
    expect(one.requests()).toEqual([]);
    expect(one.lines.filter(({ msg }) => msg === 'shared caches lost')).toHaveLength(1);
  });

  it('that hang are left alone; what was written meanwhile is not hidden by what they hold', async () => {
    const before = await one.data(plans);
    redis.pause();
    await one.data(createPlan, { input: { ...single, planName: 'while_it_hangs' } });
    const during = await one.data(plans);
    redis.resume();
    const after = await one.data(plans);
    expect([during, after].map(({ plans: { totalCount } }) => totalCount)).toEqual([
      before.plans.totalCount + 1,
      before.plans.totalCount + 1,
    ]);
  });
});
