import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { USERS } from '../../src/simulator/http/users.js';
import { startStandIn } from '../server/stand-in.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { planted } from '../support/secrets.js';

/*
 * Every gateway of the tests is searched: answers, log, metrics and spans (support/outputs.ts). Here the search itself is
 * tested, and what no other test sends.
 */
const [admin] = USERS;
const authorization = `ApiKey ${admin?.name}:${admin?.key}`;

describe('the secrets of rundb', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      overlays: [new URL('./mesh-node.jsonl', import.meta.url)],
      environment: { SHOW_UPSTREAM: 'on' },
    });
  });
  afterAll(() => gateway.close());

  const askServer = async (path: string) => {
    const response = await fetch(`${gateway.simulator.url}/rundb/api/v1/${path}`, {
      headers: { authorization },
    });
    return response.text();
  };

  it.each([
    ['rig/?limit=1', ['-ftp-user', '-ftp-password']],
    ['plugin/?limit=1', ['-plugin', '-plugin-fields']],
    ['pluginresult/?limit=1', ['-result']],
    ['ionmeshnode/?limit=1', ['-local', '-remote']],
    ['user/?limit=1', ['@lab']],
    ['experimentanalysissettings/?limit=0', ['-input']],
  ])('are there for whoever asks %s', async (path, names) => {
    const text = await askServer(path);
    const found = names.filter((name) => text.includes(`${planted}${name}`));
    expect(found).toEqual(names);
  });

  it('are not in the answers that are made of their rows', async () => {
    const { text, body } = await gateway.ask(
      `{ rigs(first: 5) { nodes { name } } plugins(first: 100) { nodes { name version } }
         pluginResults(first: 100) { nodes { rundbId status } }
         experiments(first: 200) { nodes { displayName analysisSettings { selectedPlugins { name } } } } }`,
      {},
      { headers: { 'rundb-show-upstream': '1' } },
    );
    expect(body).not.toHaveProperty('errors');
    expect(text).not.toContain(planted);
  });
});

describe('what an upstream says with its errors', () => {
  let upstream: Server;
  let status = 200;
  const inHeaders = ['set-cookie', 'location', 'www-authenticate', 'x-debug'];
  beforeAll(async () => {
    upstream = createServer(({ url }, response) => {
      if (url?.includes('/version/')) return response.end('{"meta_version": "5.18.1"}');
      for (const name of inHeaders) response.setHeader(name, `http://lab/${planted}-header`);
      response.writeHead(status, { 'content-type': 'application/json' });
      return response.end(JSON.stringify({ error: `${planted}-body`, traceback: `${planted}-body` }));
    }).listen(0, '127.0.0.1');
    await once(upstream, 'listening');
  });
  afterAll(() => void upstream.close());

  it.each([200, 302, 400, 401, 403, 404, 429, 500, 503])('is kept with %d', async (answered) => {
    status = answered;
    const { port } = upstream.address() as AddressInfo;
    const gateway = await startGateway({
      upstream: `http://127.0.0.1:${port}`,
      environment: { RUNDB_ALLOW_SUPERUSER: 'on', SHOW_UPSTREAM: 'on', RUNDB_RETRIES: '0' },
    });
    const headers = { 'rundb-show-upstream': '1' };
    const { text, body } = await gateway.ask('{ chips(first: 1) { totalCount } }', {}, { headers });
    expect(body.errors).toHaveLength(1);
    expect(text).not.toContain(planted);
    await gateway.close();
  });
});

describe('the search', () => {
  const typeDefs = 'type Query { leak: String crash: String }';
  const secret = 'hunter2-and-more';
  const headers = { authorization: `ApiKey someone:${secret}` };
  const resolvers = {
    Query: {
      leak: () => secret,
      crash: () => {
        throw new Error(`sent with {"authorization": "ApiKey someone:${secret}"}`);
      },
    },
  };
  const parts = { schema: makeExecutableSchema({ typeDefs, resolvers }) };

  it('finds a caller’s key in an answer', async () => {
    const server = await startStandIn({ parts });
    await server.post('{ leak }', headers);
    await expect(server.close()).rejects.toThrow('secrets got out');
  });

  it('finds nothing in the log, and would without what takes secrets out', async () => {
    const redacted = await startStandIn({ parts });
    await redacted.post('{ crash }', headers);
    await redacted.close();
    expect(JSON.stringify(redacted.lines)).toContain('ApiKey [redacted]');

    const open = await startStandIn({ parts, redact: (text) => text });
    await open.post('{ crash }', headers);
    await expect(open.close()).rejects.toThrow('log: ');
  });
});
