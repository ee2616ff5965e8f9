import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { USERS } from '../../src/simulator/http/users.js';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { createPlan, single } from './inputs.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { ALLOWED_ORIGINS: 'https://lims.lab' } });
});
afterAll(() => gateway.close());

const admin = USERS.find(({ name }) => name === 'ionadmin');
const basic = { authorization: `Basic ${btoa('ionadmin:ionadmin')}` };
const question = { query: createPlan, variables: { input: single } };

/** Status of a request, and whether it came to a plan. */
async function send(init: RequestInit, query = ''): Promise<[status: number, plans: number]> {
  gateway.simulator.log.clear();
  const { status } = await fetch(`${gateway.url}${query}`, init);
  return [status, gateway.requests().filter(({ method }) => method === 'POST').length];
}

describe('a mutation', () => {
  it('is not taken by GET', async () => {
    const query = `?${new URLSearchParams({ query: createPlan, variables: JSON.stringify({ input: single }) })}`;
    const headers = { authorization: `ApiKey ionadmin:${admin?.key}`, 'apollo-require-preflight': 'true' };
    expect(await send({ headers }, query)).toEqual([405, 0]);
    expect(await send({ method: 'HEAD', headers }, query)).toEqual([405, 0]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'is not taken as %s',
    async (type) => {
      const headers = { ...basic, 'content-type': type };
      const [status, plans] = await send({ method: 'POST', headers, body: JSON.stringify(question) });
      expect([status >= 400, plans]).toEqual([true, 0]);
    },
  );

  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }, [403, 0]],
    ['a page of no origin', { origin: 'null' }, [403, 0]],
    ['a listed page', { origin: 'https://lims.lab' }, [200, 1]],
    ['no page', {}, [200, 1]],
  ])('from %s, with what browsers send unasked', async (_, origin, expected) => {
    const headers = { ...basic, ...origin, 'content-type': 'application/json' };
    expect(await send({ method: 'POST', headers, body: JSON.stringify(question) })).toEqual(expected);
  });

  it('is not taken without credentials', async () => {
    const { status, body } = await gateway.ask(createPlan, { input: single }, { user: null });
    expect([status, body.errors?.[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
    expect(gateway.requests()).toEqual([]);
  });

  it('of several is carried out one after the other, and one that fails hides no other', async () => {
    const query = `mutation ($input: CreatePlanInput!) {
      one: createPlan(input: $input) { plan { rundbId } } elsewhere: createPlan(input: { planName: "x", chipType: "520",
        server: "nosuch", kits: { templating: "x" }, samples: { single: { name: "x" } } }) { created }
      other: createPlan(input: $input) { plan { rundbId } }
    }`;
    const { body } = await gateway.ask(query, { input: single });
    expect(body.data.elsewhere).toBeNull();
    expect(body.errors).toMatchObject([{ path: ['elsewhere'], extensions: { code: 'NOT_FOUND' } }]);
    expect(body.data.other.plan.rundbId).toBe(body.data.one.plan.rundbId + 1);
  });
});
