import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let east: Simulator;
let west: Simulator;
let gateway: TestGateway;
beforeAll(async () => {
  [east, west] = await Promise.all([startSimulator(), startSimulator()]);
  const { timeouts } = readConfig({ RUNDB_URL: east.url });
  const server = (name: string, { url }: Simulator) => ({ name, url, timeouts });
  gateway = await startGateway({
    config: {
      servers: [
        { ...server('east', east), isDefault: true },
        { ...server('west', west), isDefault: false },
      ],
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([east.close(), west.close()]);
});

const admin = 'ApiKey ionadmin:efb7a14021732d773a4258b69d9452042a31a6b6';
const reader = `ApiKey readonly:${'2'.repeat(40)}`;
const toBoth = { headers: { 'rundb-authorization-west': reader } };

const ask = (query: string, options = {}) => {
  east.log.clear();
  west.log.clear();
  return gateway.ask(query, {}, options);
};

describe('several servers', () => {
  it('are listed, and every node says which is its own', async () => {
    const { body } = await ask(
      '{ servers { name status } e: report(id: 3, server: "east") { id server { name } } w: report(id: 3, server: "west") { id server { name } } }',
      toBoth,
    );
    expect(body.data.servers).toEqual([
      { name: 'east', status: 'UP' },
      { name: 'west', status: 'UP' },
    ]);
    expect(body.data.e.server.name).toBe('east');
    expect(body.data.w.server.name).toBe('west');
    expect(body.data.e.id).not.toBe(body.data.w.id);
    const again = await ask(
      `{ node(id: "${body.data.w.id}") { ... on Report { rundbId server { name } } } }`,
      toBoth,
    );
    expect(again.body.data.node).toEqual({ rundbId: 3, server: { name: 'west' } });
  });

  it('get only the credential that is meant for them', async () => {
    const { body } = await ask(
      '{ e: report(id: 3, server: "east") { name } w: report(id: 3, server: "west") { name } }',
    );
    expect(body.data.e).not.toBeNull();
    expect(body.data.w).toBeNull();
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', server: 'west' });
    expect(west.log.entries.every(({ status }) => status === 401)).toBe(true);
  });

  it('are reached by their own header alone', async () => {
    const { body } = await ask('{ chips(servers: ["west"]) { totalCount } }', {
      user: null,
      headers: { 'Rundb-Authorization-west': admin },
    });
    expect(body).toEqual({ data: { chips: { totalCount: 15 } } });
    expect(east.log.entries).toEqual([]);
  });

  it('have to be named for a number and for a list', async () => {
    const { body } = await ask('{ report(id: 3) { name } chips { totalCount } }', toBoth);
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    for (const { message } of body.errors ?? []) expect(message).toContain('east, west');
  });

  it('are all asked for a natural key; the same name on two is AMBIGUOUS', async () => {
    const { body } = await ask(
      '{ chip(name: "540") { rundbId } one: chip(name: "540", server: "west") { rundbId } }',
      toBoth,
    );
    expect(body.data.chip).toBeNull();
    expect(body.data.one).toEqual({ rundbId: 10 });
    expect(body.errors?.[0]?.extensions['code']).toBe('AMBIGUOUS');
  });

  it('do not match the ids of each other in filters', async () => {
    const { body } = await ask('{ report(id: 3, server: "west") { id } }', toBoth);
    const filter = `filter: { id: { in: ["${body.data.report.id}", "1"] } }`;
    const found = await ask(`{ reports(servers: ["east"], ${filter}) { nodes { rundbId } } }`, toBoth);
    expect(found.body.data.reports.nodes).toEqual([{ rundbId: 1 }]);
  });
});
