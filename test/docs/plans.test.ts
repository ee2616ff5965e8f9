import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const page = readFileSync(new URL('../../docs/plans.md', import.meta.url), 'utf8');
/** Each operation of the page and the answer below it. */
const examples = [
  ...page.matchAll(/## ([^\n]+)\n(?:(?!\n## )[\s\S])*?```graphql\n([\s\S]*?)```\s+```json\n([\s\S]*?)```/g),
];

it('has its four examples', () => expect(examples).toHaveLength(4));

it.each(examples.map(([, heading = '', operation = '', answer = '']) => ({ heading, operation, answer })))(
  'docs/plans.md, "$heading", answers as it says',
  async ({ operation, answer }) => {
    const { body } = await gateway.ask(operation);
    expect(body).toEqual(JSON.parse(answer));
  },
);

it('the plan of the README is made', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, operation = ''] = /```graphql\n(mutation \{\s+createPlan[\s\S]*?)```/.exec(readme) ?? [];
  const { createPlan } = await gateway.data(operation);
  expect(createPlan).toMatchObject({ created: true, plan: { state: 'PLANNED' }, userErrors: [] });
});
