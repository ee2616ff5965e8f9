import { once } from 'node:events';
import { Agent, request, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { apiKey, bodyOf, holdOperations, releaseOperations, type StandIn, startStandIn } from './stand-in.js';

const servers: StandIn[] = [];
afterEach(async () => {
  releaseOperations();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

function ask(options: RequestOptions) {
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      void json(response).then((body) =>
        resolve({ status: response.statusCode, connection: response.headers.connection, body }),
      );
    })
      .once('error', reject)
      .end();
  });
}

async function start(environment: Record<string, string> = {}): Promise<StandIn> {
  const server = await startStandIn({ environment });
  servers.push(server);
  return server;
}

describe('closing the server', () => {
  it('takes no new connection, and answers what is in flight', async () => {
    const server = await start();
    const hold = holdOperations();
    const answer = server.post('{ held }');
    await hold.started;
    const closed = server.close();
    await expect(server.send('/health/live')).rejects.toThrow();
    hold.release();
    const response = await answer;
    expect(response.headers.get('connection')).toBe('close');
    expect(await bodyOf(response)).toEqual({ data: { held: 'released' } });
    await closed;
  });

  it('cuts off what is not done after the grace', async () => {
    const server = await start({ SHUTDOWN_GRACE_MS: '20' });
    const hold = holdOperations();
    const answer = server.post('{ held }');
    const failed = expect(answer).rejects.toThrow();
    await hold.started;
    await server.close();
    await failed;
    expect(server.opened.at(-1)?.signal.aborted).toBe(true);
    hold.release();
  });

  it('answers once more on connections that are idle, and says that it stops', async () => {
    const server = await start({ SHUTDOWN_IDLE_MS: '600000' });
    const { port, hostname } = new URL(server.origin);
    const [first, second] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
    const look = (agent: Agent, path: string) => ask({ agent, port, hostname, path });
    expect(await Promise.all([look(first, '/health/live'), look(second, '/health/live')])).toMatchObject([
      { status: 200, connection: 'keep-alive' },
      { status: 200, connection: 'keep-alive' },
    ]);
    const closed = server.close();
    await expect(server.send('/health/live')).rejects.toThrow();
    expect(await look(first, '/health/ready')).toEqual({
      status: 503,
      connection: 'close',
      body: { status: 'unready', reason: 'the gateway is stopping' },
    });
    // A proxy lets go of what it has not used.
    second.destroy();
    await closed;
  });

  it('ends at once when only idle connections are left', async () => {
    const server = await start({ SHUTDOWN_GRACE_MS: '600000' });
    await (await server.post('{ hello }')).text();
    await server.close();
  });
});

describe('a client that leaves', () => {
  it('aborts its operation, which is logged without a status', async () => {
    const server = await start();
    const hold = holdOperations();
    const client = new AbortController();
    const headers = { 'content-type': 'application/json', ...apiKey };
    const body = JSON.stringify({ query: '{ held }' });
    const answer = server.send('/graphql', { method: 'POST', headers, body, signal: client.signal });
    const failed = expect(answer).rejects.toThrow();
    await hold.started;
    const signal = server.opened.at(-1)?.signal;
    if (!signal) throw new Error('nothing was opened');
    const aborted = once(signal, 'abort');
    client.abort();
    await Promise.all([failed, aborted]);
    hold.release();
    await server.close();
    expect(server.lines.at(-1)).toMatchObject({ msg: 'operation', operationType: 'query' });
    expect(server.lines.at(-1)).not.toHaveProperty('status');
  });

  it('in the middle of its request is not answered, and does no harm', async () => {
    const server = await start();
    const { port, hostname } = new URL(server.origin);
    const socket = connect(Number(port), hostname);
    const head =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n';
    socket.write(`${head}Authorization: ApiKey a:b\r\n\r\n{"query":`, () => socket.destroy());
    await once(socket, 'close');
    expect((await server.post('{ hello }')).status).toBe(200);
    await server.close();
    expect(server.lines.map(({ status }) => status)).toEqual(expect.arrayContaining([undefined, 200]));
  });

  it('does not abort an operation that is answered', async () => {
    const server = await start();
    await (await server.post('{ hello }')).text();
    await server.close();
    expect(server.opened.at(-1)?.signal.aborted).toBe(false);
  });
});
