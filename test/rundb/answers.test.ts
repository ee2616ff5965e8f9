import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { RundbClient } from '../../src/rundb/client.js';
import type { RequestReport } from '../../src/rundb/connection.js';
import { integer, resource, text } from '../../src/rundb/resource.js';
import { connectTo, failureOf, withStub } from './stub-server.js';

const chip = resource('chip', { id: integer('FO!'), name: text('FO') });
const list = '{"meta": {"total_count": 1}, "objects": [{"id": 7, "name": "540"}]}';
const answer: RequestListener = (_, response) => response.end(list);

describe('what comes back', () => {
  it('is read from compressed bodies on other machines', async () => {
    const zipped: RequestListener = (request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip, deflate');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(list));
    };
    await withStub(zipped, async (_, { url }) => {
      // A name that leads here without being known as this machine.
      const connection = connectTo({ url: url.replace('127.0.0.1', '[::ffff:127.0.0.1]') });
      expect(await connection.client({}).page(chip, [])).toEqual({
        rows: [{ id: 7, name: '540' }],
        totalCount: 1,
      });
      connection.close();
    });
  });

  it('is read where a column holds NaN, and where relations are objects', () =>
    withStub(
      (_, response) => response.end(list.replace('"540"', '{"id": 5}, "snr": NaN, "text": "NaN"')),
      async (client) => {
        const { rows } = await client.page(chip, []);
        expect(rows).toEqual([{ id: 7, name: { id: 5 }, snr: 'NaN', text: 'NaN' }]);
      },
    ));

  it.each<[string, number, string]>([
    ['nothing', 404, ''],
    [
      'a JSON text',
      404,
      '{"error_message": "Sorry, this request could not be processed. Please try again later."}',
    ],
  ])('is no row when a 404 says %s', (_, status, body) =>
    withStub(
      (_request, response) => response.writeHead(status).end(body),
      async (client) => {
        expect(await client.one(chip, 99999)).toBeUndefined();
      },
    ),
  );

  it('is no row only when it is rundb that says so', () =>
    withStub(
      (_, response) => response.writeHead(404).end('<html>'),
      async (client) => {
        expect(await failureOf(client.one(chip, 7))).toMatchObject({ kind: 'notFound', status: 404 });
      },
    ));

  it.each([['{"version": 1}'], ['[]'], ['"5.18.1"']])('is no version: %s', (body) =>
    withStub(
      (_, response) => response.end(body),
      async (client) => {
        expect(await failureOf(client.version())).toMatchObject({
          kind: 'badResponse',
          resource: 'torrentsuite',
        });
      },
    ),
  );

  it('is no account without a name', () =>
    withStub(answer, async (client) => {
      expect(await failureOf(client.account())).toMatchObject({ kind: 'badResponse', resource: 'account' });
    }));

  it('is reported, well or not', async () => {
    const reports: RequestReport[] = [];
    const onRequest = (done: RequestReport) => reports.push(done);
    const listener: RequestListener = ({ url = '' }, response) => {
      if (url.includes('name=cut')) return void response.socket?.destroy();
      response.writeHead(url.includes('name=bad') ? 500 : 200).end(list);
    };
    const task = async (client: RundbClient) => {
      await client.page(chip, []);
      await failureOf(client.page(chip, [['name', 'bad']]));
      await failureOf(client.page(chip, [['name', 'cut']]));
    };
    await withStub(listener, task, { caller: { onRequest } });
    const path = expect.stringMatching(/^chip\/\?/);
    const ms = expect.any(Number);
    const once = { attempt: 1, queuedMs: ms, isShared: false };
    const common = { method: 'GET', resource: 'chip', path, ms, ...once };
    expect(reports).toEqual([
      { ...common, status: 200, failure: undefined, bytes: list.length },
      { ...common, status: 500, failure: undefined, bytes: list.length },
      { ...common, status: undefined, failure: 'unavailable', bytes: 0 },
    ]);
  });
});
