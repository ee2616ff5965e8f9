import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { RundbClient } from '../../src/rundb/client.js';
import { connect } from '../../src/rundb/connection.js';
import type { RundbErrorKind } from '../../src/rundb/error.js';
import { integer, resource } from '../../src/rundb/resource.js';
import { connectTo, failureOf, withStub } from './stub-server.js';

const chip = resource('chip', { id: integer('FO!') });
const secret = 'SECRET-5f1c';
const page = (client: RundbClient) => client.page(chip, [['limit', '1']]);
const html = `<!DOCTYPE html><html><body>${secret}</body></html>`;
const canned = '{"error_message": "Sorry, this request could not be processed. Please try again later."}';
const good = '{"meta": {"total_count": 1}, "objects": [{"id": 1}]}';

function answering(status: number, body: string, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => response.writeHead(status, headers).end(body);
}

describe('answers that are no success', () => {
  it.each<[string, number, string, Record<string, string>, RundbErrorKind]>([
    [
      '401 that asks for credentials',
      401,
      '',
      { 'www-authenticate': 'Basic Realm="Torrent Suite"' },
      'unauthenticated',
    ],
    ['401 of a known caller', 401, '', {}, 'forbidden'],
    ['403', 403, html, {}, 'forbidden'],
    [
      'redirection to the login page',
      302,
      '',
      { location: `http://lab/login/?next=/${secret}` },
      'unauthenticated',
    ],
    ['redirection to https', 302, '', { location: `https://lab/rundb/?${secret}` }, 'redirected'],
    ['redirection elsewhere', 301, html, { location: `http://other/${secret}` }, 'badResponse'],
    ['redirection to nowhere', 304, '', {}, 'badResponse'],
    ['400 with reasons', 400, `{"error": "${secret}"}`, {}, 'badRequest'],
    ['400 of the web server', 400, html, {}, 'badRequest'],
    ['405', 405, 'GET,POST', { allow: 'GET,POST' }, 'badRequest'],
    ['404 with a web page', 404, html, {}, 'notFound'],
    ['410', 410, '', {}, 'notFound'],
    ['408', 408, '', {}, 'timeout'],
    ['414', 414, html, {}, 'badRequest'],
    ['429', 429, '', {}, 'overloaded'],
    ['500 of rundb', 500, canned, {}, 'serverError'],
    ['500 of Django', 500, html, {}, 'serverError'],
    ['501', 501, '', {}, 'serverError'],
    ['502', 502, html, {}, 'unavailable'],
    ['503 in maintenance', 503, html, {}, 'unavailable'],
    ['504', 504, html, {}, 'unavailable'],
  ])('%s', async (_, status, body, headers, kind) => {
    await withStub(answering(status, body, headers), async (client) => {
      const failure = await failureOf(page(client));
      expect(failure).toMatchObject({ name: 'RundbError', kind, status, resource: 'chip', server: 'lab' });
      expect(failure.message).toMatch(/^The Torrent Server [^<>/]*(https:\/\/)?\.$/);
    });
  });

  it('keeps what rundb said for whoever reads it, out of reach of loggers', async () => {
    await withStub(answering(400, `{"error": {"planName": "${secret}"}}`), async (client) => {
      const failure = await failureOf(page(client));
      expect(failure.detail).toEqual({ error: { planName: secret } });
      expect(JSON.stringify({ ...failure, message: failure.message, stack: failure.stack })).not.toContain(
        secret,
      );
    });
  });
});

describe('answers that are not rundb’s', () => {
  it.each<[string, string]>([
    ['an empty body', ''],
    ['a web page', html],
    ['broken JSON', good.slice(0, -3)],
    ['a list without envelope', '[{"id": 1}]'],
    ['null', 'null'],
    ['an envelope without meta', '{"objects": []}'],
    ['an envelope without a count', '{"meta": {"total_count": null}, "objects": []}'],
    ['an envelope with a negative count', '{"meta": {"total_count": -1}, "objects": []}'],
    ['an envelope without rows', '{"meta": {"total_count": 1}}'],
    ['rows that are an object', '{"meta": {"total_count": 1}, "objects": {"0": {"id": 1}}}'],
    ['rows that are no objects', '{"meta": {"total_count": 1}, "objects": [1]}'],
    ['rows that are lists', '{"meta": {"total_count": 1}, "objects": [[]]}'],
  ])('%s', async (_, body) => {
    await withStub(answering(200, body, { 'content-type': 'application/json' }), async (client) => {
      expect(await failureOf(page(client))).toMatchObject({
        kind: 'badResponse',
        status: 200,
        resource: 'chip',
      });
    });
  });

  it('an object that is no row', () =>
    withStub(answering(200, '{"objects": "none", "meta": []}'), async (client) => {
      expect(await failureOf(client.one(chip, 1))).toMatchObject({ kind: 'badResponse', status: 200 });
    }));

  it.each<[string, RequestListener]>([
    [
      'a body shorter than its length',
      (_, response) => {
        response.writeHead(200, { 'content-length': String(good.length) });
        response.write(good.slice(0, 20), () => response.socket?.end());
      },
    ],
    [
      'a chunked body that breaks off',
      (_, response) => {
        response.writeHead(200);
        response.write(good.slice(0, 20), () => response.socket?.destroy());
      },
    ],
    [
      'a body in another coding than was asked for',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(good)),
    ],
  ])('%s', async (_, listener) => {
    await withStub(listener, async (client) => {
      expect(await failureOf(page(client))).toMatchObject({ kind: 'badResponse', status: 200 });
    });
  });

  it('a body without end', async () => {
    const endless: RequestListener = (_, response) => {
      const filler = Buffer.alloc(64 * 1024, ' ');
      const pour = () => {
        while (!response.destroyed && response.write(filler));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    };
    const task = async (client: RundbClient) => {
      const failure = await failureOf(page(client));
      expect(failure).toMatchObject({
        kind: 'badResponse',
        message: 'The Torrent Server answered too much for chip.',
      });
    };
    await withStub(endless, task, { maxBodyBytes: 1_000_000 });
  });

  it('another protocol', async () => {
    const server = createSocketServer((socket) => socket.end('SSH-2.0-OpenSSH_8.4\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connection = connectTo({ url: `http://127.0.0.1:${port}` });
    expect(await failureOf(page(connection.client({})))).toMatchObject({
      kind: 'badResponse',
      status: undefined,
    });
    connection.close();
    server.close();
  });
});

describe('no answer', () => {
  it.each<[string, RequestListener]>([
    ['cut before the answer', (request) => request.socket.destroy()],
    ['reset before the answer', (request) => request.socket.resetAndDestroy()],
  ])('%s', async (_, listener) => {
    await withStub(listener, async (client) => {
      expect(await failureOf(page(client))).toMatchObject({ kind: 'unavailable', status: undefined });
    });
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1', 'The Torrent Server refuses connections.'],
    [
      'nobody knows the name',
      'http://no-such-host.invalid',
      'The name of the Torrent Server is not known to the network.',
    ],
  ])('%s', async (_, url, message) => {
    const connection = connectTo({ url });
    expect(await failureOf(page(connection.client({})))).toMatchObject({ kind: 'unavailable', message });
    connection.close();
  });

  it('https where http is spoken', async () => {
    const server = createServer(answering(200, good));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const connection = connectTo({ url: `https://127.0.0.1:${(server.address() as AddressInfo).port}` });
    expect(await failureOf(page(connection.client({})))).toMatchObject({ kind: 'unavailable' });
    connection.close();
    server.close();
  });

  it.each<[string, RequestListener, object]>([
    ['never answers', () => undefined, { connect: 2_000, response: 40, request: 5_000 }],
    ['never answers in all', () => undefined, { connect: 2_000, response: 5_000, request: 40 }],
    [
      'never ends its answer',
      (_, response) => response.writeHead(200).write('{"meta"'),
      { connect: 2_000, response: 5_000, request: 80 },
    ],
  ])('%s', async (_, listener, timeouts) => {
    const task = async (client: RundbClient) =>
      expect(await failureOf(page(client))).toMatchObject({ kind: 'timeout' });
    await withStub(listener, task, { timeouts: { connect: 1, response: 1, request: 1, ...timeouts } });
  });

  it('never lets in', async () => {
    // An address of the documentation range: packets to it are lost, or refused at once by the network.
    const timeouts = { connect: 50, response: 5_000, request: 5_000 };
    const connection = connect({ url: 'http://192.0.2.1', timeouts });
    const { kind } = await failureOf(page(connection.client({})));
    expect(['timeout', 'unavailable']).toContain(kind);
    connection.close();
  });
});

describe('callers who leave', () => {
  it.each<[string, () => AbortSignal, RundbErrorKind]>([
    ['before', () => AbortSignal.abort(), 'cancelled'],
    ['by their deadline', () => AbortSignal.timeout(30), 'timeout'],
  ])('%s', async (_, signal, kind) => {
    const task = async (client: RundbClient) => expect(await failureOf(page(client))).toMatchObject({ kind });
    await withStub(() => undefined, task, { caller: { signal: signal() } });
  });

  it('while the server thinks and while they wait for their turn', async () => {
    const leaving = new AbortController();
    const closed: Promise<unknown>[] = [];
    const listener: RequestListener = (request) => {
      closed.push(once(request.socket, 'close'));
      if (closed.length === 2) leaving.abort();
    };
    const task = async (client: RundbClient) => {
      const failures = await Promise.all([1, 2, 3].map(() => failureOf(page(client))));
      expect(failures.map(({ kind }) => kind)).toEqual(['cancelled', 'cancelled', 'cancelled']);
      await Promise.all(closed);
    };
    await withStub(listener, task, { maxSockets: 2, caller: { signal: leaving.signal } });
    expect(closed).toHaveLength(2);
  });

  it('leave their place in the queue to the others', async () => {
    const leaving = new AbortController();
    let isFirst = true;
    const listener: RequestListener = (_, response) => {
      if (!isFirst) return response.end(good);
      isFirst = false;
      setTimeout(() => {
        leaving.abort();
        setTimeout(() => response.end(good), 5);
      }, 5);
      return response;
    };
    const stubbed = async (client: RundbClient, { url }: { readonly url: string }) => {
      void client;
      const connection = connectTo({ url }, { maxSockets: 1 });
      const first = page(connection.client({}));
      const second = failureOf(page(connection.client({ signal: leaving.signal })));
      const third = page(connection.client({}));
      expect(await first).toMatchObject({ totalCount: 1 });
      expect(await second).toMatchObject({ kind: 'cancelled' });
      expect(await third).toMatchObject({ totalCount: 1 });
      connection.close();
    };
    await withStub(listener, stubbed);
  });
});
