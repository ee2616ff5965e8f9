import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ADMIN_KEY } from '../support/ask.js';
import { canRunStack } from './programs.js';
import { type Stack, startStack } from './stack.js';

const patience = 60_000;

const logged = z.array(z.object({ path: z.string() }));
const answered = z.object({
  data: z.unknown(),
  extensions: z.object({ freshness: z.unknown().optional() }).optional(),
});

const key = { authorization: ADMIN_KEY };

async function ask(url: string, query: string, headers: Readonly<Record<string, string>> = key) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

(canRunStack() ? describe : describe.skip)('the stack', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, patience);
  afterAll(() => stack.stop(), patience);

  /** What the simulated server was asked since it was asked last. */
  const requests = async () => {
    const log = `${stack.originOf('simulator')}/__log`;
    const entries = logged.parse(await (await fetch(log)).json());
    await fetch(log, { method: 'DELETE' });
    return entries.map(({ path }) => path.split('?')[0]);
  };

  it('answers through the proxy, with the request id of the caller', async () => {
    const answer = await ask(stack.url, '{ chips(first: 3) { totalCount } }', {
      ...key,
      'x-request-id': 'mine-1',
    });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      expect.objectContaining({ data: { chips: { totalCount: 15 } } }),
    ]);
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    expect(await stack.process('proxy').output()).toContain('"requestId":"mine-1"');
  });

  it('gives one gateway what the other has read', async () => {
    await requests();
    const question = '{ projects(first: 2) { nodes { name } } }';
    const first = await ask(`${stack.originOf('gateway-1')}/graphql`, question);
    expect(await requests()).toEqual(['/rundb/api/v1/project/']);
    const second = await ask(`${stack.originOf('gateway-2')}/graphql`, question);
    expect(await requests()).toEqual([]);
    const [cold, warm] = [first, second].map(({ text }) => answered.parse(JSON.parse(text)));
    expect(warm?.data).toEqual(cold?.data);
    expect(warm?.extensions?.freshness).toBeDefined();
  });

  it('shows no metrics through the proxy', async () => {
    const response = await fetch(`${stack.originOf('proxy')}/metrics`);
    expect(response.status).toBe(404);
  });

  it('tells callers in the form of GraphQL when their body is too large for the proxy', async () => {
    const answer = await ask(stack.url, ' '.repeat(1_200_000));
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } }] },
    ]);
  });

  it('passes pages of the gateway on, which know their own origin behind the proxy', async () => {
    const page = await fetch(stack.url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<!doctype html>');
    const cookie = { cookie: 'sessionid=unknown', origin: new URL(stack.url).origin };
    expect((await ask(stack.url, '{ chips { totalCount } }', cookie)).text).toContain('UNAUTHENTICATED');
    const foreign = { ...cookie, origin: 'http://elsewhere.example' };
    expect((await ask(stack.url, '{ chips { totalCount } }', foreign)).text).toContain('FORBIDDEN');
  });
});
