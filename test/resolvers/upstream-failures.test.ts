import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultServerName } from '../../src/config.js';
import { type TestGateway, startGateway } from '../support/gateway.js';

let upstream: Server | undefined;
let gateway: TestGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  upstream?.closeAllConnections();
  await new Promise((resolve) => (upstream ? upstream.close(resolve) : resolve(undefined)));
});

const secret = 'sesame-0123456789';

/** A gateway before a server that misbehaves in one way, once it has told its version. */
function before(listener: RequestListener, environment: Record<string, string> = {}) {
  return beforeAny((request, response) => {
    const asksVersion = request.url?.endsWith('/torrentsuite/version/') === true;
    const answer = asksVersion ? send(200, 'application/json', '{"meta_version": "5.18.1"}') : listener;
    return answer(request, response);
  }, environment);
}

async function beforeAny(listener: RequestListener, environment: Record<string, string> = {}) {
  upstream = createServer(listener);
  await new Promise<void>((resolve) => upstream?.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;
  // These servers answer the question who is asking as badly as any other.
  const told = { RUNDB_ALLOW_SUPERUSER: '1', ...environment };
  gateway = await startGateway({ upstream: `http://127.0.0.1:${port}`, environment: told });
  return gateway;
}

const page = (objects: unknown) =>
  JSON.stringify({ meta: { limit: 20, offset: 0, total_count: 1 }, objects });
const send =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);

const html = `<html><body>${secret}</body></html>`;
const query = '{ chips { nodes { name } } }';

describe('a Torrent Server that fails', () => {
  it.each<[string, RequestListener, string]>([
    ['crashes', send(500, 'application/json', `{"error_message": "${secret}"}`), 'UPSTREAM_ERROR'],
    ['crashes with a web page', send(500, 'text/html', html), 'UPSTREAM_ERROR'],
    ['is in maintenance', send(503, 'text/html', html), 'UPSTREAM_UNAVAILABLE'],
    ['has a web server without rundb behind it', send(502, 'text/html', html), 'UPSTREAM_UNAVAILABLE'],
    ['answers a web page', send(200, 'text/html', html), 'UPSTREAM_ERROR'],
    ['answers nothing', send(200, 'application/json', ''), 'UPSTREAM_ERROR'],
    [
      'answers JSON of another shape',
      send(200, 'application/json', `{"other": "${secret}"}`),
      'UPSTREAM_ERROR',
    ],
    ['answers rows that are none', send(200, 'application/json', page('rows')), 'UPSTREAM_ERROR'],
    [
      'answers JSON that is cut',
      send(200, 'application/json', page([{ name: '540' }]).slice(0, 60)),
      'UPSTREAM_ERROR',
    ],
    ['refuses what we ask', send(400, 'application/json', `{"error": "${secret}"}`), 'UPSTREAM_ERROR'],
    ['does not know the path', send(404, 'text/html', html), 'NOT_FOUND'],
    [
      'sends people to its login page',
      send(302, 'text/html', '', { Location: '/login/?next=/x' }),
      'UNAUTHENTICATED',
    ],
    [
      'sends people to https',
      send(302, 'text/html', '', { Location: `https://${secret}/` }),
      'UPSTREAM_ERROR',
    ],
    ['knows the caller but does not let him', send(401, 'text/html', ''), 'FORBIDDEN'],
    [
      'cuts the connection before it answers',
      (_request, response) => response.destroy(),
      'UPSTREAM_UNAVAILABLE',
    ],
    [
      'cuts the connection within its answer',
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000' });
        response.write(page([]).slice(0, 20), () => response.destroy());
      },
      'UPSTREAM_ERROR',
    ],
  ])('%s', async (_what, listener, code) => {
    const running = await before(listener);
    const { status, body, text } = await running.ask(query);
    expect(status).toBe(200);
    expect(body.data).toEqual({ chips: null });
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.path).toEqual(['chips']);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code, server: defaultServerName, resource: 'chip' });
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/127\.0\.0\.1|http:|\bat .*\.(js|ts)/);
    // The gateway lives on.
    expect((await running.ask('{ __typename }')).body.data).toEqual({ __typename: 'Query' });
  });

  it('is silent', async () => {
    const running = await before(() => undefined, { RUNDB_RESPONSE_TIMEOUT_MS: '100' });
    const { body } = await running.ask(query);
    expect(body.errors?.[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
  });

  it('sends its answer too slowly', async () => {
    const dribble: RequestListener = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    const running = await before(dribble, { RUNDB_REQUEST_TIMEOUT_MS: '200' });
    const { body } = await running.ask(query);
    expect(body.errors?.[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
  });

  it('tells no version: then nothing is asked of it, as filters that it lacks would give the whole table', async () => {
    const running = await beforeAny((request, response) =>
      request.url?.includes('/torrentsuite/') === true
        ? send(500, 'text/html', html)(request, response)
        : send(200, 'application/json', page([{ id: 1, name: '540' }]))(request, response),
    );
    const { body } = await running.ask(query);
    expect(body.data).toEqual({ chips: null });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_ERROR', resource: 'torrentsuite' });
  });

  it('is down', async () => {
    gateway = await startGateway({ upstream: 'http://127.0.0.1:1' });
    const { body } = await gateway.ask('{ chips { nodes { name } } servers { name status version } }');
    expect(body.errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(body.data.servers).toEqual([{ name: defaultServerName, status: 'DOWN', version: null }]);
  });

  it('spoils its JSON with NaN: the value is null, the rest is there', async () => {
    const rows = '[{"id": 1, "name": "NaN", "slots": NaN, "isActive": true}]';
    const text = `{"meta": {"limit": 20, "offset": 0, "total_count": 1}, "objects": ${rows}}`;
    const running = await before(send(200, 'application/json', text));
    const { body } = await running.ask('{ chips { nodes { name slots isActive } } }');
    expect(body).toEqual({ data: { chips: { nodes: [{ name: 'NaN', slots: null, isActive: true }] } } });
  });

  it('fails for one part: the other parts are there', async () => {
    const running = await before((request, response) => {
      const isChip = request.url?.includes('/chip/') === true;
      return isChip
        ? send(200, 'application/json', page([{ id: 1, name: '540' }]))(request, response)
        : send(500, 'text/html', html)(request, response);
    });
    const { body } = await running.ask('{ chips { nodes { name } } projects { totalCount } }');
    expect(body.data).toEqual({ chips: { nodes: [{ name: '540' }] }, projects: null });
    expect(body.errors).toHaveLength(1);
  });
});
