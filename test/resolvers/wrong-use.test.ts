import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

it.each([
  ['an unknown field', '{ chips { nodes { colour } } }', /Cannot query field "colour"/],
  ['a text that is no GraphQL', '{ chips', /Syntax Error/],
  ['a negative page', '{ chips(first: -1) { totalCount } }', /between 0 and 100000, not -1/],
  ['a page too large', '{ chips(first: 100001) { totalCount } }', /between 0 and 100000, not 100001/],
  ['a negative offset', '{ chips(offset: -1) { totalCount } }', /0 or more, not -1/],
  ['a huge offset', '{ chips(offset: 99999999999999999999) { totalCount } }', /32-bit|Int cannot represent/],
  ['a foreign cursor', '{ chips(after: "bm9uc2Vuc2U") { totalCount } }', /no cursor of this list/],
  ['two ways to continue', '{ chips(after: "cm93czoy", offset: 2) { totalCount } }', /give one of them/],
  [
    'an instant that is none',
    '{ reports(filter: { timeStamp: { gte: "yesterday" } }) { totalCount } }',
    /DateTime is RFC 3339/,
  ],
  [
    'a day that is none',
    '{ reports(filter: { timeStamp: { gte: "2024-02-30" } }) { totalCount } }',
    /DateTime is RFC 3339/,
  ],
  ['an operator without a value', '{ reports(filter: { name: { eq: null } }) { totalCount } }', /isNull/],
  ['a filter without a value', '{ reports(filter: { name: null }) { totalCount } }', /leave it out/],
  [
    'a filter unknown to the graph',
    '{ reports(filter: { colour: { eq: "red" } }) { totalCount } }',
    /colour/,
  ],
  [
    'a number that no column holds',
    '{ reports(filter: { processedFlows: { eq: 9007199254740991 } }) { totalCount } }',
    /2\^31-1/,
  ],
  ['a NUL', '{ reports(filter: { name: { eq: "a\\u0000b" } }) { totalCount } }', /name/],
  [
    'ignoreCase with in',
    '{ reports(filter: { name: { in: ["a"], ignoreCase: true } }) { totalCount } }',
    /does not go with/,
  ],
  ['an empty search', '{ experiments(search: " ") { totalCount } }', /leave it out/],
  ['two servers in a list', '{ chips(servers: ["a", "b"]) { totalCount } }', /name exactly one/],
  ['too many nodes', `{ nodes(ids: [${'"x" '.repeat(101)}]) { id } }`, /at most 100/],
  ['a name with a comma', '{ experiments(filter: { project: ["a,b"] }) { totalCount } }', /comma/],
  [
    'a filter longer than a request line',
    `{ reports(filter: { name: { contains: "${'x'.repeat(8_100)}" } }) { totalCount } }`,
    /long/,
  ],
])('%s is BAD_USER_INPUT, and asks nothing of the server', async (_what, query, message) => {
  const { body } = await gateway.ask(query);
  expect(body.errors?.[0]?.message).toMatch(message);
  expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(Object.keys(body.errors?.[0]?.extensions ?? {}).toSorted()).toEqual(['code', 'requestId']);
  expect(gateway.requests()).toEqual([]);
});

it('a server that is not configured is NOT_FOUND', async () => {
  const { body } = await gateway.ask('{ chips(servers: ["other"]) { totalCount } }');
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', server: 'other' });
});

it('words that rundb takes for null or true are looked for as words', async () => {
  const data = await gateway.data(`{
    none: reports(filter: { name: { eq: "none" } }) { totalCount }
    some: reports(filter: { name: { in: ["none", "Reanalyze"] } }) { totalCount }
    contains: reports(filter: { name: { contains: "True" } }) { totalCount }
    alone: reports(filter: { name: { in: ["None"] } }) { totalCount }
  }`);
  expect(data).toEqual({
    none: { totalCount: 0 },
    some: { totalCount: 75 },
    contains: { totalCount: 0 },
    alone: { totalCount: 0 },
  });
});

it('half a character is no text to search for', async () => {
  const { body } = await gateway.ask('query ($text: String) { plans(search: $text) { totalCount } }', {
    text: '\ud800',
  });
  expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(gateway.requests()).toEqual([]);
});
