import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLObjectType, isLeafType, isObjectType } from 'graphql';
import { entities, type EntityName } from '../../src/loaders/entities.js';
import type { Resource } from '../../src/rundb/resource.js';
import { loadSchema } from '../../src/resolvers/index.js';
import { askForJson } from '../support/ask.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * Every field of every row of the lab, asked through the graph and read directly from rundb, must agree: no field is
 * lost, swapped or filled from the wrong row, whichever resource it is completed from.
 */
const environment = { MAX_DUPLICATES: '200', MAX_COST: '10000000' };
let lab: TestGateway;
let fullerLab: TestGateway;
beforeAll(async () => {
  lab = await startGateway({ environment });
  fullerLab = await startGateway({ environment, overlays: ['what-the-lab-lacks'] });
});
afterAll(() => Promise.all([lab.close(), fullerLab.close()]));

/** The recorded lab has no rows of these. */
const lacking: ReadonlySet<string> = new Set(['Message', 'SampleSet']);

const schema = loadSchema();

const lists: Partial<Record<EntityName, string>> = {
  ApplicationGroup: 'applicationGroups',
  Chip: 'chips',
  Experiment: 'experiments',
  FlowOrder: 'flowOrders',
  HotSpotFile: 'hotSpots',
  Kit: 'kits',
  LibMetrics: 'libMetricsList',
  LibraryKey: 'libraryKeys',
  Location: 'locations',
  Message: 'messages',
  Plan: 'plans',
  Plugin: 'plugins',
  PluginResult: 'pluginResults',
  Project: 'projects',
  ReferenceGenome: 'references',
  Report: 'reports',
  Rig: 'rigs',
  RunType: 'runTypes',
  Sample: 'samples',
  SampleSet: 'sampleSets',
  TargetRegionFile: 'targetRegions',
  ThreePrimeAdapter: 'threePrimeAdapters',
};

/** Leaf fields that are made of a wire field instead of showing it. */
const computed: ReadonlySet<string> = new Set([
  'state',
  'isThumbnail',
  'flowsDone',
  'percent',
  'q10Histo',
  'q17Histo',
  'availableVersions',
  'files',
  'size',
  'inodes',
]);

interface Leaf {
  /** Where the value stands in the answer. */
  readonly path: readonly string[];
  readonly wire: string;
  readonly scalar: string;
}

/** Leaf fields that show one wire field as it is, those of views included. */
function leavesOf(type: GraphQLObjectType, prefix: readonly string[] = []): Leaf[] {
  return Object.values(type.getFields()).flatMap((field): Leaf[] => {
    const { reads, isView } = field.extensions['rundb'] as { reads: string[]; isView: boolean };
    const named = getNamedType(field.type);
    const path = [...prefix, field.name];
    if (isView && isObjectType(named)) return leavesOf(named, path);
    const [wire, ...others] = reads;
    const isComputed = computed.has(field.name);
    return isLeafType(named) && wire !== undefined && others.length === 0 && !isComputed
      ? [{ path, wire, scalar: named.name }]
      : [];
  });
}

function selectionOf(leaves: readonly Leaf[]): string {
  return leaves
    .map(({ path }) => path.reduceRight((inner, name) => (inner ? `${name} { ${inner} }` : name), ''))
    .join(' ');
}

type Row = Readonly<Record<string, unknown>>;

/** All rows of a resource, by key, paged by hand. */
async function rowsOf(gateway: TestGateway, { path, key }: Resource): Promise<Map<unknown, Row>> {
  const rows = new Map<unknown, Row>();
  for (let offset = 0; ; offset += 1000) {
    const url = `/rundb/api/v1/${path}/?limit=1000&offset=${offset}`;
    const { objects } = (await askForJson(gateway.simulator.port, url)) as { objects: Row[] };
    for (const row of objects) rows.set(row[key], row);
    if (objects.length < 1000) return rows;
  }
}

/** What the graph should show for a wire value: rundb's quirks undone, by other means than the gateway's. */
function shown(value: unknown, scalar: string): unknown {
  if (value === undefined || value === null) return null;
  if (scalar === 'DateTime') {
    const [second, rest = ''] = String(value).replace('+00:00', '').split('.');
    return `${second}.${String(Number(rest)).padStart(3, '0')}Z`;
  }
  if (['Int', 'SafeInt', 'Float'].includes(scalar)) return value === '' ? null : Number(value);
  if (scalar === 'Boolean') return value === true || value === 'True' || value === 'true';
  return value;
}

const blanks: readonly unknown[] = ['', 'none', 'None'];

function valueAt(node: unknown, path: readonly string[]): unknown {
  return path.reduce((value, name) => (value as Row)[name], node);
}

describe.each(Object.entries(lists))('%s', (entity, field) => {
  it('shows every field of every row', async () => {
    const type = schema.getType(entity);
    if (!isObjectType(type)) throw new Error(entity);
    const gateway = lacking.has(entity) ? fullerLab : lab;
    const leaves = leavesOf(type);
    expect(leaves.length).toBeGreaterThanOrEqual(3);
    const keyField = 'rundbId' in type.getFields() ? 'rundbId' : 'name';
    const data = await gateway.data(
      `{ list: ${field}(first: 1000) { nodes { key: ${keyField} ${selectionOf(leaves)} } } }`,
    );
    const sources = await Promise.all(
      entities[entity as EntityName].sources
        .filter(({ resource }) => resource.name !== 'resultsWithPlugins')
        .map(async ({ resource }) => ({ fields: resource.fields, rows: await rowsOf(gateway, resource) })),
    );
    expect(data.list.nodes.length).toBeGreaterThan(0);
    for (const node of data.list.nodes) {
      for (const { path, wire, scalar } of leaves) {
        const source = sources.find(({ fields, rows }) => Object.hasOwn(fields, wire) && rows.has(node.key));
        const expected = shown(source?.rows.get(node.key)?.[wire], scalar);
        const actual = valueAt(node, path);
        const isBlankName = actual === null && blanks.includes(expected);
        if (!isBlankName) expect([node.key, path, actual]).toEqual([node.key, path, expected]);
      }
    }
  });
});
