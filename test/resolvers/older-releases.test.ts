import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLObjectType, isInputObjectType, isLeafType, isObjectType } from 'graphql';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadSchema } from '../../src/resolvers/index.js';
import { RELEASE_NAMES, type ReleaseName } from '../../src/simulator/releases/release.js';
import type { TableResource } from '../../src/simulator/resources/table-resource.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * The same lab on servers of several releases: what all of them have is answered alike, what an old one lacks is null,
 * and a filter that it would ignore is asked in another way or refused, never answered with the whole table.
 */

const gateways = new Map<ReleaseName, TestGateway>();
beforeAll(async () => {
  for (const release of RELEASE_NAMES) gateways.set(release, await startGateway({ release }));
});
afterAll(() => Promise.all([...gateways.values()].map((gateway) => gateway.close())));

function on(release: ReleaseName): TestGateway {
  const gateway = gateways.get(release);
  if (!gateway) throw new Error(release);
  return gateway;
}

const examples = new URL('../../examples/', import.meta.url);
const operations = readdirSync(examples)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => [name, readFileSync(new URL(name, examples), 'utf8'), variablesOf(name)] as const);

function variablesOf(operation: string): Readonly<Record<string, unknown>> {
  const beside = new URL(operation.replace(/graphql$/, 'json'), examples);
  return existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as Record<string, unknown>) : {};
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What servers of old releases tell in another way, or not at all. */
const untold: Readonly<Record<string, readonly string[]>> = {
  '6-lims-plan-by-short-id.graphql': ['nucleotideType', 'reference', 'isActive'],
  '7-qc-table.graphql': ['loading'],
  '1-all-chips.graphql': ['isActive'],
  // Other chips are active, so other kits fit.
  '9-plan-form.graphql': ['chips', 'fittingChips'],
  // They do not tell the wells that can be addressed, nor medians.
  '11-report-quality.graphql': ['median', 'value', 'funnel'],
  // The chip is not active there.
  '13-plan-from-sample-sheet.graphql': ['input', 'errors'],
  // Their BAM files lie outside of `download_links/`.
  '12-files-of-a-report.graphql': ['path'],
};

function without(value: Json, names: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => without(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(inner, names)]));
}

describe.each(['4.0', '3.6'] as const)('Torrent Suite %s', (release) => {
  it.each(operations)('answers %s as 5.18 does', async (name, operation, variables) => {
    const told = (await on('5.18').data(operation, variables)) as Json;
    const toldThen = (await on(release).data(operation, variables)) as Json;
    expect(JSON.stringify(told).length).toBeGreaterThan(80);
    expect(without(toldThen, untold[name] ?? [])).toEqual(without(told, untold[name] ?? []));
  });

  it('is asked what it has once, by the first who asks', async () => {
    const fresh = await startGateway({ release });
    const query = '{ reports(first: 3) { nodes { name } } }';
    await fresh.data(query);
    const first = fresh.requests().length;
    await fresh.data(query);
    await fresh.close();
    expect(first).toBeGreaterThan(30);
    expect(first).toBeLessThan(80);
    expect(fresh.requests().length).toBe(1);
  });

  it('tells its version to callers, and is ready', async () => {
    const gateway = on(release);
    const { servers } = await gateway.data('{ servers { status version } }');
    expect(servers).toEqual([{ status: 'UP', version: gateway.simulator.lab.release.version }]);
    const ready = await fetch(new URL('/health/ready', gateway.url));
    expect(ready.status).toBe(200);
  });

  it('shows null for what it lacks, without asking for it over and over', async () => {
    const gateway = on(release);
    await gateway.data('{ chips { totalCount } }');
    const { experiments } = await gateway.data(`{
      experiments(first: 20) { nodes { displayName chef { status startTime } thermal { chipTecSlope } } }
    }`);
    expect(experiments.nodes).toHaveLength(20);
    for (const { chef, thermal } of experiments.nodes) {
      expect(chef).toEqual({ status: null, startTime: null });
      expect(thermal).toEqual({ chipTecSlope: null });
    }
    expect(gateway.requests()).toHaveLength(1);
    const { analysisMetrics, qualityMetrics } = (
      await gateway.data(
        '{ report(id: 3) { analysisMetrics { loading libFinal } qualityMetrics { q20MedianReadLength q20Reads } } }',
      )
    ).report;
    expect(analysisMetrics).toEqual({ loading: null, libFinal: expect.any(Number) });
    expect(qualityMetrics).toEqual({ q20MedianReadLength: null, q20Reads: expect.any(Number) });
  });

  it('finds thumbnails, in another way where it ignores the parameter', async () => {
    const gateway = on(release);
    const { yes, no, all } = await gateway.data(`{
      yes: reports(filter: { isThumbnail: true }) { totalCount nodes { isThumbnail } }
      no: reports(filter: { isThumbnail: false }) { totalCount nodes { isThumbnail } }
      all: reports { totalCount }
    }`);
    const marked = gateway.simulator.lab
      .rows('results')
      .filter(({ metaData }) => JSON.stringify(metaData).includes('thumb'));
    expect(yes.totalCount).toBe(marked.length);
    expect(yes.totalCount + no.totalCount).toBe(all.totalCount);
    expect(yes.nodes.every((node: { isThumbnail: boolean }) => node.isThumbnail)).toBe(true);
    expect(no.nodes.some((node: { isThumbnail: boolean }) => node.isThumbnail)).toBe(false);
    const asksParameter = gateway.requests().some(({ path }) => path.includes('isThumbnail'));
    expect(asksParameter).toBe(release === '4.0');
  });

  it('reads samples that are printed within their runs', async () => {
    const query = '{ experiments(first: 10) { nodes { rundbId samples { name } } } }';
    const { experiments } = await on(release).data(query);
    expect(experiments).toEqual((await on('5.18').data(query)).experiments);
    expect(JSON.stringify(experiments)).toContain('"samples":[{"name"');
  });

  it('reads results of plugins, also where owner and plugin are printed within them, and nothing of their secrets', async () => {
    const query = `{
      pluginResults(first: 30) { nodes { rundbId pluginName state owner { name } plugin { name version } report { name } } }
    }`;
    const { text } = await on(release).ask(query);
    expect(JSON.parse(text)).toEqual({ data: await on('5.18').data(query) });
    const { pluginResults } = await on(release).data(
      '{ pluginResults(first: 5) { nodes { jobs { state } files url isMajor } } }',
    );
    for (const node of pluginResults.nodes)
      expect(node).toEqual({ jobs: null, files: null, url: null, isMajor: null });
  });
});

const temperatures = ['DfltAmbient', 'MinThreshold', 'Slope'];

/** Lists of the graph, with the fields that have a value on 5.18 and none on old servers. */
const lists: Readonly<Record<string, readonly string[]>> = {
  applicationGroups: [],
  chips: [],
  experiments: ['chef.progress', 'chef.reagentsSerialNumber', 'chef.solutionsSerialNumber', 'isProton'],
  flowOrders: [],
  hotSpots: [],
  kits: [],
  libMetricsList: [],
  libraryKeys: [],
  locations: [],
  planTemplates: ['chip', 'man'].flatMap((part) => temperatures.map((name) => `thermal.${part}Tec${name}`)),
  plans: [],
  pluginResults: ['files', 'isMajor', 'url'],
  plugins: [],
  projects: [],
  references: [],
  reports: [],
  rigs: [],
  runTypes: [],
  samples: [],
  targetRegions: [],
  threePrimeAdapters: [],
};

const schema = loadSchema();

/** All leaf fields of a list's rows, those of views included. */
function leavesOf(type: GraphQLObjectType): string {
  const shown = Object.values(type.getFields()).map((field) => {
    const named = getNamedType(field.type);
    const { isView } = field.extensions['rundb'] as { isView: boolean };
    if (isLeafType(named)) return field.name;
    return isView && isObjectType(named) ? `${field.name} { ${leavesOf(named)} }` : '';
  });
  return shown.join(' ');
}

function rowTypeOf(list: string): GraphQLObjectType {
  const connection = schema.getQueryType()?.getFields()[list];
  const type = connection && getNamedType(connection.type);
  const row = isObjectType(type) ? getNamedType(type.getFields()['nodes']?.type ?? type) : undefined;
  if (!isObjectType(row)) throw new Error(list);
  return row;
}

/** Each leaf by its path. */
function flat(value: Json, path = ''): [string, Json][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    flat(inner, path === '' ? name : `${path}.${name}`),
  );
}

/** Parameters that are no filters. */
const others = /^(limit|offset|order_by|plugin|noplugin|distinct|type__in|isThumbnail)$/;

/** The filters of a request that the server ignores, as its own schema tells. */
function ignoredIn(gateway: TestGateway, path: string): string[] {
  const { pathname, searchParams } = new URL(path, 'http://lab');
  const [resource = ''] = pathname.replace('/rundb/api/v1/', '').split('/');
  const { described } = gateway.simulator.lab.resource(resource) as unknown as TableResource;
  const filters = [...searchParams.keys()].filter((name) => !others.test(name));
  return filters.filter((name) => !described.fields.has(name.split('__')[0] ?? ''));
}

/** Columns that a list's filter offers, of those that can be compared with null. */
function filtersOf(list: string): string[] {
  const argument = schema
    .getQueryType()
    ?.getFields()
    [list]?.args.find(({ name }) => name === 'filter');
  if (!argument || !isInputObjectType(argument.type)) throw new Error(list);
  const columns = Object.values(argument.type.getFields());
  return columns.flatMap(({ name, type }) =>
    isInputObjectType(type) && type.getFields()['isNull'] ? [name] : [],
  );
}

const isEmpty = (value: Json | undefined) => value === null || value === undefined || value === '';

/** Values that differ on old servers beside those that are null there. */
const differing: readonly string[] = [
  'platform',
  'isActive',
  'bamLink',
  'acquisition',
  'ftpStatus',
  'canTerminate',
];

describe.each(['4.0', '3.6'] as const)('every field on %s', (release) => {
  const lacking = release === '3.6' ? ['flowOrders'] : [];
  it.each(Object.keys(lists).filter((list) => !lacking.includes(list)))('%s', async (list) => {
    const query = `{ list: ${list}(first: 25) { nodes { ${leavesOf(rowTypeOf(list))} } } }`;
    const now = (await on('5.18').data(query)).list.nodes as Json[];
    const then = (await on(release).data(query)).list.nodes as Json[];
    expect(then.length).toBe(now.length);
    const lost = new Set<string>();
    for (const [place, row] of now.entries()) {
      const old = new Map(flat(then[place] ?? null));
      for (const [path, value] of flat(row)) {
        if (differing.some((name) => path.startsWith(name))) continue;
        if (isEmpty(old.get(path)) && !isEmpty(value)) lost.add(path);
        else if (!isEmpty(value)) expect([path, old.get(path)]).toEqual([path, value]);
      }
    }
    expect([...lost].toSorted()).toEqual(lists[list]);
  });
});

describe.each(['4.0', '3.6'] as const)('every filter on %s', (release) => {
  it.each(['experiments', 'reports', 'plans', 'pluginResults'])(
    'of %s is known to the server, or refused',
    async (list) => {
      const gateway = on(release);
      await gateway.data('{ chips { totalCount } }');
      const refused: string[] = [];
      for (const name of filtersOf(list)) {
        const { body } = await gateway.ask(
          `{ list: ${list}(filter: { ${name}: { isNull: false } }) { totalCount } }`,
        );
        const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
        if (codes.includes('BAD_USER_INPUT')) refused.push(name);
        else expect([name, codes]).toEqual([name, []]);
        for (const { path } of gateway.requests())
          expect([path, ignoredIn(gateway, path)]).toEqual([path, []]);
      }
      expect(refused.filter((name) => /^chef|^chipTec|^manTec|platform/.test(name)).length).toBe(
        refused.length,
      );
      if (list === 'experiments') expect(refused.length).toBeGreaterThan(20);
    },
  );
});

describe('on 3.6', () => {
  it.each([
    ['experiments(search: "a")', 'cannot filter by'],
    ['plans(search: "a")', 'cannot filter by'],
    ['experiments(filter: { plugin: ["x"] })', 'cannot filter by'],
    ['experiments(filter: { platform: { eq: "S5" } })', 'cannot filter by'],
  ])('%s is refused: the server would ignore it', async (field, message) => {
    const { body } = await on('3.6').ask(`{ list: ${field} { totalCount } }`);
    expect(body.data).toEqual({ list: null });
    expect(body.errors?.[0]?.message).toContain(message);
    expect(body.errors?.[0]?.message).toContain('3.6.2');
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('a list of what it lacks says so, while a field is null', async () => {
    const gateway = on('3.6');
    const { body } = await gateway.ask(
      '{ flowOrders { totalCount } kits(first: 30) { nodes { flowOrder { name } } } }',
    );
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(body.data?.flowOrders ?? null).toBeNull();
    expect(body.data?.kits.nodes).toHaveLength(30);
    expect(new Set(body.data?.kits.nodes.map((kit: { flowOrder: unknown }) => kit.flowOrder))).toEqual(
      new Set([null]),
    );
  });

  it('nobody without credentials learns anything, and nothing of that is kept', async () => {
    const fresh = await startGateway({ release: '3.6' });
    const query = '{ chips { totalCount } }';
    const denied = await fresh.ask(query, undefined, {
      headers: { authorization: 'ApiKey ionadmin:wrong' },
      user: null,
    });
    expect(denied.body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await fresh.data(query)).chips.totalCount).toBeGreaterThan(5);
    await fresh.close();
  });
});

it('a server of the declared release is never asked what it has', async () => {
  const fresh = await startGateway();
  await fresh.data('{ reports(first: 3) { nodes { name } } }');
  expect(fresh.requests()).toHaveLength(1);
  await fresh.close();
});
