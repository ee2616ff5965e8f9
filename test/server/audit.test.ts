import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { USERS } from '../../src/simulator/http/users.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * The audits of graphql-http against the GraphQL over HTTP specification: what MUST be and is not is an error, what
 * SHOULD be a warning, what MAY be a notice.
 */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** The auditor knows no credentials; without them every answer would be 401. */
const fetchFn: typeof fetch = (url, options) => {
  const [user] = USERS;
  const headers = new Headers(options?.headers);
  headers.set('authorization', `ApiKey ${user?.name}:${user?.key}`);
  return fetch(url, { ...options, headers });
};

/**
 * Apollo Server answers operations that cannot be run with 400 also to clients that accept `application/json` alone:
 * a client that looks at the status learns of its mistake, and one that looks at `errors` finds them.
 */
const clientMistakes = 'warn';
/** Operations are taken by POST alone: a GET can be sent by any page, with its visitor's cookie. */
const noGet = 'notice';

const exceptions: Readonly<Record<string, string>> = {
  '572B': clientMistakes, // document parsing failure
  FDE2: clientMistakes, // document validation failure
  '7B9B': clientMistakes, // variable coercion failure
  '5A70': noGet,
  D6D5: noGet,
  '6A70': noGet,
};

const audits = serverAudits({ url: () => gateway.url, fetchFn });

it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (id, _name, audit) => {
  const { status, ...rest } = await audit();
  const reason = 'reason' in rest ? rest.reason : undefined;
  expect([status, reason]).toEqual(
    id in exceptions ? [exceptions[id], 'Response status code is not 200'] : ['ok', undefined],
  );
});

it('all that there are', () => {
  expect(audits.filter(({ name }) => name.startsWith('MUST')).length).toBeGreaterThan(10);
  expect(audits.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(exceptions)));
});
