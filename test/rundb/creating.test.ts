import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { integer, resource, text } from '../../src/rundb/resource.js';
import { failureOf, withStub } from './stub-server.js';

const chip = resource('chip', { id: integer('FO!'), name: text('FO') });

describe('creating', () => {
  const created: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const location = 'http://lab/rundb/api/v1/chip/16/';
      response.writeHead(201, { location }).end(Buffer.concat(chunks));
    });
  };

  it('posts JSON of a known length', () =>
    withStub(created, async (client, { requests, headers }) => {
      const body = { name: 'größer', description: '16' };
      expect(await client.create(chip, body)).toEqual({
        location: 'http://lab/rundb/api/v1/chip/16/',
        row: body,
      });
      expect(requests).toEqual(['POST /rundb/api/v1/chip/']);
      const length = String(Buffer.byteLength(JSON.stringify(body)));
      expect(headers[0]).toMatchObject({ 'content-type': 'application/json', 'content-length': length });
      expect(headers[0]).not.toHaveProperty('transfer-encoding');
    }));

  it('takes an answer without a body', () =>
    withStub(
      (_, response) => response.writeHead(201).end(),
      async (client) => {
        expect(await client.create(chip, {})).toEqual({ location: undefined, row: undefined });
      },
    ));

  it.each<[string, RequestListener]>([
    ['the connection is cut', (request) => request.socket.destroy()],
    ['the server fails', (_, response) => response.writeHead(503).end()],
    [
      'the answer is cut',
      (_, response) =>
        response.writeHead(201, { 'content-length': '9' }).write('{', () => response.socket?.end()),
    ],
  ])('is never repeated when %s', (_, listener) =>
    withStub(listener, async (client, { requests }) => {
      await failureOf(client.create(chip, {}));
      expect(requests).toHaveLength(1);
    }),
  );

  it('tells that a cut answer was a success', () =>
    withStub(
      (_, response) =>
        response.writeHead(201, { 'content-length': '9' }).write('{', () => response.socket?.end()),
      async (client) => {
        expect(await failureOf(client.create(chip, {}))).toMatchObject({ kind: 'badResponse', status: 201 });
      },
    ));
});
