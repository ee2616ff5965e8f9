import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * rundb reads some texts as null or as flags, parts lists at commas, and fails on numbers and years too large. Each is
 * asked for so that it means itself, or refused before anything is sent.
 */
let gateway: TestGateway;
let names: readonly string[] = [];
beforeAll(async () => {
  gateway = await startGateway({ overlays: [new URL('overlays/awkward-names.jsonl', import.meta.url)] });
  const { projects } = await gateway.data('{ projects(first: 100) { nodes { name } } }');
  names = namesOf(projects.nodes);
});
afterAll(() => gateway.close());

const namesOf = (nodes: readonly { name: string }[]) => nodes.map(({ name }) => name);

/** The projects of each filter, all in one operation. */
async function projectsBy(filters: readonly object[]): Promise<string[][]> {
  const variables = Object.fromEntries(filters.map((filter, index) => [`f${index}`, filter]));
  const names = Object.keys(variables);
  const lists = names.map(
    (name) => `${name}: projects(first: 100, filter: $${name}) { totalCount nodes { name } }`,
  );
  const declared = names.map((name) => `$${name}: ProjectFilter`).join(', ');
  const data = await gateway.data(`query (${declared}) { ${lists.join('\n')} }`, variables);
  return names.map((name) => {
    expect(data[name].totalCount).toBe(data[name].nodes.length);
    return namesOf(data[name].nodes);
  });
}

const operators: readonly [string, (name: string, value: string) => boolean][] = [
  ['eq', (name, value) => name === value],
  ['ne', (name, value) => name !== value],
  ['contains', (name, value) => name.includes(value)],
  ['startsWith', (name, value) => name.startsWith(value)],
  ['endsWith', (name, value) => name.endsWith(value)],
];

describe.each(operators)('%s', (operator, holds) => {
  it('takes every name as it is', async () => {
    const found = await projectsBy(names.map((value) => ({ name: { [operator]: value } })));
    expect(found).toEqual(names.map((value) => names.filter((name) => holds(name, value))));
  });

  it('takes every name as it is, whatever its capitals', async () => {
    const found = await projectsBy(names.map((value) => ({ name: { [operator]: value, ignoreCase: true } })));
    const small = (text: string) => text.toLowerCase();
    expect(found).toEqual(names.map((value) => names.filter((name) => holds(small(name), small(value)))));
  });
});

it('in takes every name as it is, alone and with others', async () => {
  const alone = await projectsBy(names.map((value) => ({ name: { in: [value] } })));
  expect(alone).toEqual(names.map((value) => [value]));
  const both = await projectsBy(names.map((value) => ({ name: { in: [value, 'QC_runs'] } })));
  expect(both).toEqual(names.map((value) => names.filter((name) => [value, 'QC_runs'].includes(name))));
});

it.each(['ASC', 'DESC'])(
  'a walk by name, %s, continues behind each of them without counting',
  async (direction) => {
    const orderBy = `orderBy: [{ field: NAME, direction: ${direction} }]`;
    const { whole } = await gateway.data(`{ whole: projects(first: 100, ${orderBy}) { nodes { name } } }`);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { page } = await gateway.data(
        `query ($after: String) { page: projects(first: 1, after: $after, ${orderBy}) {
         nodes { name } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(gateway.requests().filter(({ path }) => path.includes('offset='))).toEqual([]);
      seen.push(...namesOf(page.nodes));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null && seen.length <= names.length);
    expect(seen).toEqual(namesOf(whole.nodes));
    expect(seen).toHaveLength(names.length);
  },
);

describe('filters of one column under two names', () => {
  const plans = async (filter: string) => {
    const { list } = await gateway.data(
      `{ list: plans(first: 500, filter: { isExecuted: { eq: true }, ${filter} }) {
           nodes { rundbId chipType flows experiment { rundbId } } } }`,
    );
    return list.nodes;
  };
  interface Plan {
    readonly chipType: string;
    readonly flows: number;
  }

  it.each<[string, string, (plan: Plan) => boolean]>([
    ['contains', 'contains: "5"; contains: "0"', ({ chipType }) => /5/.test(chipType) && /0/.test(chipType)],
    ['startsWith', 'startsWith: "5"; startsWith: "54"', ({ chipType }) => chipType.startsWith('54')],
    ['in', 'in: ["540", "520"]; in: ["540", "530"]', ({ chipType }) => chipType === '540'],
    ['ne', 'ne: "540"; ne: "520"', ({ chipType }) => chipType !== '540' && chipType !== '520'],
    ['eq', 'eq: "540"; eq: "520"', () => false],
  ])('%s', async (_operator, conditions, isWanted) => {
    const [own, ofRun] = conditions.split('; ');
    const every = (await plans('')).filter(({ experiment }: { experiment: object | null }) => experiment);
    const found = await plans(`chipType: { ${own} }, experiment: { chipType: { ${ofRun} } }`);
    expect(found).toEqual(every.filter(isWanted));
  });

  it('limits', async () => {
    const every = (await plans('')).filter(({ experiment }: { experiment: object | null }) => experiment);
    const found = await plans(
      'flows: { gte: 400, lte: 900 }, experiment: { flows: { gte: 500, lte: 1100 } }',
    );
    expect(found).toEqual(every.filter(({ flows }: Plan) => flows >= 500 && flows <= 900));
  });
});

describe('null through a relation', () => {
  it('is a column of a related row, not the want of one', async () => {
    const { whole, some } = await gateway.data(`{
      whole: reports(first: 500) { nodes { name projects { created } } }
      some: reports(filter: { projects: { created: { isNull: true } } }) { totalCount }
    }`);
    expect(whole.nodes.some(({ projects }: { projects: unknown[] }) => projects.length === 0)).toBe(true);
    expect(some.totalCount).toBe(0);
  });
});

const year = (text: string) =>
  `{ reports(filter: { timeStamp: { gte: "${text}-01-01T00:00:00Z" } }) { totalCount } }`;
const flows = (operator: string, value: string) =>
  `{ reports(filter: { processedFlows: { ${operator}: ${value} } }) { totalCount } }`;
const name = (operator: string, value: string) =>
  `{ reports(filter: { name: { ${operator}: ${value} } }) { totalCount } }`;

it.each([
  ...['eq', 'gt', 'gte', 'lt', 'lte'].map((operator) => flows(operator, '2147483648')),
  ...['eq', 'gt', 'gte', 'lt', 'lte'].map((operator) => flows(operator, '-2147483649')),
  flows('in', '[1, 2147483648]'),
  ...['eq', 'ne', 'contains', 'startsWith', 'endsWith'].map((operator) => name(operator, '"a\\u0000b"')),
  name('in', '["a", "a\\u0000b"]'),
  name('eq', '"\\ud800"'),
  year('0000'),
  year('10000'),
  '{ libMetricsList(filter: { q20Bases: { gt: 9007199254740992 } }) { totalCount } }',
  '{ libMetricsList(filter: { aveKeyCounts: { gt: 1e999 } }) { totalCount } }',
  '{ experiments(search: "a\\u0000b") { totalCount } }',
  '{ experiments(filter: { sample: ["a,b"] }) { totalCount } }',
  '{ experiments(filter: { plugin: [""] }) { totalCount } }',
])('%s is refused, and nothing is asked', async (query) => {
  const { body } = await gateway.ask(query);
  expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(gateway.requests()).toEqual([]);
});
