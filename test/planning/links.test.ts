import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestGateway, startGateway } from '../support/gateway.js';
import { createPlan, single } from './inputs.js';

/**
 * Stands in front of a Torrent Server and has it fail, as a real one may, between storing a plan and linking it: the
 * plan is made without its projects, and the answer is a failure.
 */
function failBeforeLinks(port: number): Server {
  return createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const isPlan = incoming.method === 'POST';
      const sent = Buffer.concat(chunks).toString();
      const { projects: _, ...rest } = isPlan ? JSON.parse(sent) : {};
      const body = isPlan ? JSON.stringify(rest) : sent;
      const headers = { ...incoming.headers, 'content-length': String(Buffer.byteLength(body)) };
      const target = { port, method: incoming.method, path: incoming.url, headers };
      const forwarded = request(target, (answer) => {
        response.writeHead(isPlan ? 500 : (answer.statusCode ?? 500), isPlan ? {} : answer.headers);
        if (!isPlan) return void answer.pipe(response);
        answer.resume().on('end', () => response.end());
      });
      forwarded.end(body);
    });
  });
}

let direct: TestGateway;
let gateway: TestGateway;
let failing: Server;
beforeAll(async () => {
  direct = await startGateway();
  failing = failBeforeLinks(direct.simulator.port);
  await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
  const { port } = failing.address() as AddressInfo;
  gateway = await startGateway({ running: direct.simulator, upstream: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await gateway.close();
  await direct.close();
  failing.close();
});

const selected = createPlan.replace('plan {', 'plan { projects { name }');
const input = { ...single, projects: ['QC_runs', 'links made'], libraryKey: 'TCAG' };
const made = [{ name: 'QC_runs' }, { name: 'links_made' }];

describe('links that the server left undone', () => {
  it('are made good by the mutation whose plan it is, and nothing else is changed', async () => {
    const { createPlan: payload } = await gateway.data(selected, { input });
    expect(payload).toMatchObject({ created: true, userErrors: [], plan: { libraryKey: 'TCAG' } });
    const methods = gateway.requests().map(({ method }) => method);
    expect(methods.filter((method) => method !== 'GET')).toEqual(['POST', 'PUT']);
    const { plan } = await direct.data(
      `{ plan(guid: "${payload.plan.guid}") { projects { name } notes libraryKey } }`,
    );
    expect(plan).toEqual({ projects: made, notes: null, libraryKey: 'TCAG' });
  });

  it('are told where they cannot be made', async () => {
    const user = { user: 'readonly' };
    const { body } = await gateway.ask(selected, { input }, user);
    expect(body.data.createPlan).toMatchObject({ created: true, userErrors: [] });
    expect(body.data.createPlan.warnings).toMatchObject([{ code: 'WRONG_STATE', path: ['projects'] }]);
  });

  it('are told to whoever sends the key again', async () => {
    const keyed = { ...input, idempotencyKey: 'unlinked' };
    const user = { user: 'readonly' };
    await gateway.ask(selected, { input: keyed }, user);
    const { body } = await direct.ask(selected, { input: keyed }, user);
    expect(body.data.createPlan).toMatchObject({ created: false, userErrors: [] });
    expect(body.data.createPlan.warnings).toMatchObject([{ code: 'WRONG_STATE', path: ['projects'] }]);
  });
});
