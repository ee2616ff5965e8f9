import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startGateway, type TestGateway } from '../../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const times = (number: number, write: (index: number) => string) =>
  Array.from({ length: number }, (_, index) => write(index)).join(' ');
const nested = (levels: number) => '{ experiment { latestCompletedReport '.repeat(levels);
const deep = `{ reports { nodes ${nested(20)} { name } ${'} }'.repeat(20)} } }`;
const report = '{ name }';

const tooLarge: readonly (readonly [string, string, RegExp])[] = [
  ['words', `{ chips { nodes { ${times(10_001, () => 'name')} } } }`, /more than 10000 words/],
  ['levels', deep, /levels of fields: 4\d, where 20/],
  ['levels, more than the stack takes', '{a'.repeat(4_000), /deeper than the 20/],
  ['root fields', `{ ${times(101, (n) => `a${n}: report(id: ${n}) ${report}`)} }`, /outermost place: 101/],
  ['aliases', `{ chips { nodes { ${times(201, (n) => `a${n}: name`)} } } }`, /aliases: 201, where 200/],
  ['duplicates', `{ chips { nodes { ${times(21, () => 'name')} } } }`, /same field .*: 21, where 20/],
  [
    'duplicates in fragments',
    `{ chips { nodes { ${times(21, () => '... { name }')} } } }`,
    /same field .*: 21/,
  ],
  [
    'duplicate directives',
    `{ chips { totalCount ${times(21, () => '@skip(if: false)')} } }`,
    /same field or directive .*: 21/,
  ],
  ['fragments', `{ ${times(101, () => '...F')} } fragment F on Query { __typename }`, /101 fragments/],
  [
    'fields by fragments',
    `{ chips { nodes { ...A } } } ${times(14, (n) => `fragment ${letter(n)} on Chip { a: name ...${letter(n + 1)} ...${letter(n + 1)} }`)} fragment O on Chip { name }`,
    /fields: \d+, where 5000/,
  ],
  ['operations', times(51, (n) => `query Q${n} { __typename }`), /51 operations/],
  [
    'rows of a list inside others',
    nestedLists(1000),
    /up to 1001000 rows in \d+ requests.*Dearest: projects.nodes.reports/,
  ],
  ['rows in circles', circles(), /a cost of \d+ .*, where 250000 is accepted/],
  ['the schema', schemaBomb(), /answer about the schema/],
];

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

function nestedLists(first: number): string {
  return `{ projects(first: ${first}) { nodes { reports(first: ${first}) { nodes { name } } } } }`;
}

function circles(): string {
  const round = '{ experiment { reports { experiment { reports { name } } } } }';
  return `{ reports(first: 1000) { nodes ${round} } }`;
}

function schemaBomb(): string {
  const fields = times(30, (n) => `a${n}: fields { name args { name defaultValue } type { name } }`);
  return `{ __schema { types { ${fields} } } }`;
}

describe('beyond a limit', () => {
  it.each(tooLarge)('too many %s are refused before any server is asked', async (_what, query, message) => {
    const { status, body } = await gateway.ask(query);
    expect([status, body.errors?.[0]?.extensions['code']]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(body.errors?.[0]?.message).toMatch(message);
    expect(gateway.requests()).toEqual([]);
  });

  it('variables of too many values, and too deep ones, are refused', async () => {
    const text = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const many = await gateway.ask(text, { ids: Array.from({ length: 20_001 }, () => 1) });
    const deepVariables = JSON.parse(`{"ids":${'['.repeat(52)}${']'.repeat(52)}}`) as Record<string, unknown>;
    const deep = await gateway.ask(text, deepVariables);
    const deeper = JSON.parse(`{"ids":${'['.repeat(90)}${']'.repeat(90)}}`) as Record<string, unknown>;
    const { body } = await gateway.ask(text, deeper);
    expect(body.errors?.[0]?.message).toBe('The body goes deeper than 60 levels.');
    expect(many.body.errors?.[0]?.message).toBe('The variables hold more than 20000 values.');
    expect(deep.body.errors?.[0]?.message).toBe('The variables go deeper than 50 levels.');
    expect(gateway.requests()).toEqual([]);
  });

  it('an operation sent in the address is refused as well', async () => {
    const text = encodeURIComponent(`{ chips { nodes { ${times(21, () => 'name')} } } }`);
    const headers = { 'apollo-require-preflight': '1', authorization: 'ApiKey a:b' };
    const answer = await fetch(`${gateway.url}?query=${text}`, { headers });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('QUERY_TOO_COMPLEX')]);
  });

  it('each refusal has one line in the log', async () => {
    const before = gateway.lines.length;
    await gateway.ask(circles());
    expect(gateway.lines.slice(before)).toEqual([
      expect.objectContaining({ codes: ['QUERY_TOO_COMPLEX'], upstreamRequests: 0 }),
    ]);
  });
});

describe('within the limits', () => {
  it('the question of tools about the schema is answered', async () => {
    expect(await gateway.data(getIntrospectionQuery())).toHaveProperty('__schema.types');
  });

  it('faults of an operation are explained by GraphQL', async () => {
    const texts = ['{ chips {', '{ nothing }', '{ ...F } fragment F on Query { ...F }'];
    const answers = await Promise.all(texts.map((text) => gateway.ask(text)));
    expect(answers.map(({ body }) => body.errors?.[0]?.extensions['code'])).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    expect(answers[2]?.body.errors?.[0]?.message).toBe('Cannot spread fragment "F" within itself.');
  });
});

describe('limits that are configured', () => {
  it('hold in the place of the usual ones', async () => {
    const narrow = await startGateway({
      environment: { MAX_PAGE_SIZE: '50', MAX_COST: '1000', MAX_DEPTH: '4', MAX_TOKENS: '100' },
    });
    const codes = async (query: string) => (await narrow.ask(query)).body.errors?.[0]?.message;
    expect(await codes('{ chips(first: 51) { totalCount nodes { name } } }')).toMatch(/at most 50 rows/);
    expect(await codes('{ reports(first: 50) { nodes { experiment { flows } } } }')).toMatch(
      /where 1000 is accepted/,
    );
    expect(await codes('{ reports { nodes { experiment { plan { name } } } } }')).toMatch(
      /levels of fields: 5/,
    );
    expect(await codes('{ chips(first: 50) { totalCount nodes { name } } }')).toBeUndefined();
    await narrow.close();
  });
});
