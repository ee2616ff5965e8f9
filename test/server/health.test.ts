import { describe, expect, it } from '@jest/globals';
import type { ServerReport } from '../../src/context.js';
import { startStandIn } from './stand-in.js';

const load = {
  running: 0,
  waiting: 0,
  circuit: 'closed',
  retried: 0,
  joined: 0,
  overflowed: 0,
  refused: 0,
} as const;
const up: ServerReport = { name: 'S5-A', status: 'UP', version: '5.18.1', checkedAt: new Date(0), load };
const down: ServerReport = {
  name: 'PGM_B',
  status: 'DOWN',
  version: undefined,
  checkedAt: new Date(0),
  load,
};

async function ask(path: string, check: () => Promise<readonly ServerReport[]>) {
  const server = await startStandIn({ check, environment: { READY_TIMEOUT_MS: '30' } });
  try {
    const response = await server.send(path);
    return [response.status, await response.json()];
  } finally {
    await server.close();
  }
}

describe('/health/live', () => {
  it('answers without asking any server', async () => {
    const check = () => Promise.reject(new Error('asked'));
    expect(await ask('/health/live', check)).toEqual([200, { status: 'ok' }]);
  });
});

describe('/health/ready', () => {
  it('is 200 while a server answers, and says how each one is', async () => {
    const servers = [
      { name: 'S5-A', status: 'UP', version: '5.18.1' },
      { name: 'PGM_B', status: 'DOWN' },
    ];
    expect(await ask('/health/ready', () => Promise.resolve([up, down]))).toEqual([
      200,
      { status: 'ready', servers },
    ]);
  });

  it('is 503 when none answers', async () => {
    const [status, body] = await ask('/health/ready', () => Promise.resolve([down]));
    expect([status, body]).toEqual([
      503,
      { status: 'unready', servers: [{ name: 'PGM_B', status: 'DOWN' }] },
    ]);
  });

  it('is 503 when the servers take too long', async () => {
    const [status, body] = await ask('/health/ready', () => new Promise(() => undefined));
    expect([status, body]).toEqual([
      503,
      { status: 'unready', reason: 'the Torrent Servers did not answer in time' },
    ]);
  });
});
