import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ClientError, gql, GraphQLClient, request } from 'graphql-request';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { credentialsOf } from './credentials-of.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const planOf = gql`
  query PlanOf($shortId: String!) {
    plan(shortId: $shortId) {
      name
      shortId
    }
  }
`;

it('asks with variables, once and as a client', async () => {
  const variables = { shortId: '4S6MP' };
  const headers = credentialsOf('readonly');
  const once = await request(gateway.url, planOf, variables, headers);
  const client = new GraphQLClient(gateway.url, { headers });
  const { plan } = await client.request<{ plan: { name: string; shortId: string } }>(planOf, variables);
  expect(once).toEqual({ plan });
  expect(plan.shortId).toBe('4S6MP');
  const stored = gateway.simulator.lab
    .rows('plannedexperiment')
    .map(({ planDisplayedName }) => planDisplayedName);
  expect(stored).toContain(plan.name);
});

it('throws what is wrong, with its code and status', async () => {
  const client = new GraphQLClient(gateway.url);
  const refused: unknown = await client.request(planOf, { shortId: 'x' }).catch((error: unknown) => error);
  if (!(refused instanceof ClientError)) throw refused;
  expect(refused.response.status).toBe(401);
  expect(refused.response.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
});

it('gives what could be answered beside the errors, where it is told to', async () => {
  const client = new GraphQLClient(gateway.url, { headers: credentialsOf('readonly'), errorPolicy: 'all' });
  const { data, errors } = await client.rawRequest<{ chips: { totalCount: number } }>(
    '{ chips { totalCount } report(id: "no id") { name } }',
  );
  expect(data.chips.totalCount).toBe(15);
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});
