import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defaultServerName } from '../../src/config.js';
import { type TestGateway, startGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const query = '{ chips(first: 1) { nodes { name } } }';
const authorized = (authorization: string) => gateway.ask(query, {}, { headers: { authorization } });

it.each([
  ['ApiKey', 'ApiKey ionuser:1111111111111111111111111111111111111111'],
  ['ApiKey of one who may only read', 'apikey readonly:2222222222222222222222222222222222222222'],
  ['Basic', `Basic ${Buffer.from('ionadmin:ionadmin').toString('base64')}`],
])('passes %s through', async (_scheme, authorization) => {
  const { status, body } = await authorized(authorization);
  expect(status).toBe(200);
  expect(body.data.chips.nodes).toHaveLength(1);
});

it.each([
  ['a wrong key', 'ApiKey ionadmin:0000000000000000000000000000000000000000'],
  ['an unknown user', 'ApiKey nobody:1111111111111111111111111111111111111111'],
  ['an inactive user', 'ApiKey disabled:3333333333333333333333333333333333333333'],
])('says UNAUTHENTICATED where rundb refuses %s', async (_what, authorization) => {
  const { status, body } = await authorized(authorization);
  expect(status).toBe(200);
  expect(body.data).toEqual({ chips: null });
  expect(body.errors?.[0]?.extensions).toMatchObject({
    code: 'UNAUTHENTICATED',
    server: defaultServerName,
    resource: 'chip',
    status: 401,
  });
  expect(JSON.stringify(body)).not.toContain(authorization.split(':')[1]);
});

it('asks nothing without credentials', async () => {
  const { status, body } = await gateway.ask(query, {}, { user: null });
  expect(status).toBe(401);
  expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(gateway.requests()).toEqual([]);
});
