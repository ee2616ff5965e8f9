import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultServerName } from '../../src/config.js';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const first = async (query: string) => (await gateway.ask(query)).body;

describe('look-ups', () => {
  it('take a rundb number, a global id or a natural key, and give the same row', async () => {
    const data = await gateway.data('{ report(id: 3) { id rundbId name } }');
    const { id, name } = data.report;
    const again = await gateway.data(
      `query ($id: ID!) { byId: report(id: $id) { name } byName: report(name: "${name}") { rundbId } node(id: $id) { id ... on Report { name } } }`,
      { id },
    );
    expect(again).toEqual({ byId: { name }, byName: { rundbId: 3 }, node: { id, name } });
  });

  it.each([
    ['chip(name: "540")', 'chip'],
    ['experiment(id: 134)', 'experiment'],
    ['libMetrics(id: 1)', 'libMetrics'],
    ['plan(id: 134)', 'plan'],
    ['plan(shortId: "4S6MP")', 'plan'],
    ['project(name: "Training")', 'project'],
    ['experiment(chipBarcode: "DAAA10000")', 'experiment'],
    ['kit(name: "Ion S5 Sequencing Kit")', 'kit'],
    ['plugin(name: "variantCaller")', 'plugin'],
    ['pluginResult(id: 400)', 'pluginResult'],
    ['reference(name: "hg19")', 'reference'],
    ['sample(name: "NA12878-041")', 'sample'],
  ])('find %s', async (call, field) => {
    const data = await gateway.data(`{ ${call} { id rundbId server { name } } }`);
    expect(data[field]).toMatchObject({ server: { name: defaultServerName } });
  });

  it('know sequencers by name, also by global id', async () => {
    const { rig } = await gateway.data('{ rig(name: "S5-00391") { id name server { siteName } } }');
    expect(rig).toMatchObject({ name: 'S5-00391', server: { siteName: 'Torrent Server' } });
    const again = await gateway.data(
      'query ($id: ID!) { rig(id: $id) { name } node(id: $id) { ... on Rig { name } } }',
      { id: rig.id },
    );
    expect(again).toEqual({ rig: { name: 'S5-00391' }, node: { name: 'S5-00391' } });
  });

  it('give locations, which rundb cannot filter by number, and files, which are of one kind', async () => {
    const lists = await gateway.data(
      '{ locations { nodes { id name } } targetRegions(first: 1) { nodes { id path } } hotSpots(first: 2) { nodes { id rundbId } } }',
    );
    const [file] = lists.targetRegions.nodes;
    const [hotSpot] = lists.hotSpots.nodes;
    const wrong = Buffer.from(`TargetRegionFile:${defaultServerName}:${hotSpot.rundbId}`).toString(
      'base64url',
    );
    const ids = [...lists.locations.nodes.map(({ id }: { id: string }) => id), file.id, wrong];
    const { nodes } = await gateway.data(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Location { name } ... on TargetRegionFile { path } } }',
      { ids },
    );
    expect(nodes).toEqual([...lists.locations.nodes, file, null]);
    expect(gateway.requests().filter(({ path }) => path.includes('/location/'))).toHaveLength(1);
  });

  it.each([
    'report(id: 99999)',
    'rig(name: "no such")',
    'kit(name: "none")',
    'report(id: 99999999999999999999)',
    'chip(name: "no such")',
    'plan(guid: "x")',
  ])('give null for a row that is not there: %s', async (call) => {
    const data = await gateway.data(`{ found: ${call} { id } }`);
    expect(data.found).toBeNull();
  });

  it('give null for the placeholder of a plan that has not run', async () => {
    const data = await gateway.data(
      '{ experiment(id: 290) { id } plan(id: 290) { isExecuted experiment { id } } }',
    );
    expect(data).toEqual({ experiment: null, plan: { isExecuted: false, experiment: null } });
  });

  it('never guess among rows of one name', async () => {
    const body = await first('{ report(name: "Reanalyze") { id } }');
    expect(body.data).toEqual({ report: null });
    expect(body.errors?.[0]?.extensions.code).toBe('AMBIGUOUS');
  });

  it('keep the order of `nodes`, with null for what is not there', async () => {
    const data = await gateway.data('{ a: report(id: 2) { id } b: chip(name: "540") { id } }');
    const missing = Buffer.from(`Report:${defaultServerName}:99999`).toString('base64url');
    const answer = await gateway.data(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Chip { name } ... on Report { rundbId } } }',
      { ids: [data.b.id, missing, data.a.id] },
    );
    expect(answer.nodes).toEqual([
      { __typename: 'Chip', name: '540' },
      null,
      { __typename: 'Report', rundbId: 2 },
    ]);
  });

  it.each([
    ['{ report { id } }', /exactly one key/],
    ['{ report(id: 3, name: "x") { id } }', /exactly one key/],
    ['{ report(id: "abc") { id } }', /neither a global id nor a rundb number/],
    ['{ report(id: -1) { id } }', /neither a global id nor a rundb number/],
    ['{ node(id: "3") { id } }', /no global id/],
  ])('refuse %s', async (query, message) => {
    const { errors } = await first(query);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('refuse an id of another type, and say NOT_FOUND for a server that is not configured', async () => {
    const data = await gateway.data('{ chip(name: "540") { id } }');
    const wrong = await first(`{ report(id: "${data.chip.id}") { id } }`);
    expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const gone = Buffer.from('Report:other-lab:3').toString('base64url');
    const elsewhere = await first(`{ report(id: "${gone}") { id } }`);
    expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', server: 'other-lab' });
  });
});
