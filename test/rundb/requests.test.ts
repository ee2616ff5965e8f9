import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { Credentials } from '../../src/rundb/connection.js';
import { UnsendableValueError } from '../../src/rundb/error.js';
import { embedded, flag, instant, integer, resource, text } from '../../src/rundb/resource.js';
import { failureOf, withStub } from './stub-server.js';

const chip = resource('chip', { id: integer('FO!'), name: text('FO'), isActive: flag('F'), args: text('') });
const rig = resource('rig', { name: text('FO!'), location: embedded(chip, 'R') }, { key: 'name' });
const results = resource(
  'resultsWithPlugins',
  { id: integer('FO!'), timeStamp: instant('FO') },
  {
    path: 'results',
    extraFilters: ['isThumbnail', 'name_or_id__icontains'],
    listParameters: [['plugin', 'true']],
    detailParameters: [['noplugin', '1']],
    pageSize: 20,
  },
);
const list = '{"meta": {"total_count": 1}, "objects": [{"id": 7, "name": "540"}]}';
const answer: RequestListener = (_, response) => response.end(list);

describe('what goes out', () => {
  it('asks for a page by the resource’s path and parameters', () =>
    withStub(answer, async (client, { requests }) => {
      await client.page(chip, [
        ['name__startswith', '31'],
        ['order_by', '-name'],
        ['order_by', 'id'],
        ['limit', '3'],
      ]);
      await client.page(results, [
        ['id__in', '1,2'],
        ['timeStamp__gt', '2024-03-25T10:00:00.932999+00:00'],
      ]);
      await client.page(chip, [
        ['name__regex', "^(?!a b&c=d,é'#%$)"],
        ['limit', '1'],
      ]);
      expect(requests).toEqual([
        'GET /rundb/api/v1/chip/?name__startswith=31&order_by=-name&order_by=id&limit=3',
        'GET /rundb/api/v1/results/?plugin=true&id__in=1,2&timeStamp__gt=2024-03-25T10%3A00%3A00.932999%2B00%3A00&limit=20',
        'GET /rundb/api/v1/chip/?name__regex=%5E(%3F!a%20b%26c%3Dd,%C3%A9%27%23%25%24)&limit=1',
      ]);
    }));

  it('asks for one row, a count, the version and the account', () =>
    withStub(
      ({ url = '' }, response) => {
        if (url.endsWith('version/')) return response.end('{"meta_version": "5.18.1"}');
        if (url.includes('account'))
          return response.end(
            '{"meta": {"total_count": 1}, "objects": [{"username": "ionuser", "admin": true, "api_key": "1"}]}',
          );
        return response.end(
          url.includes('limit')
            ? '{"meta": {"total_count": 315}, "objects": []}'
            : '{"id": 7, "name": "S5-1"}',
        );
      },
      async (client, { requests }) => {
        const row = { id: 7, name: 'S5-1' };
        expect(await client.one(results, 7)).toEqual(row);
        expect(await client.one(rig, 'S5-1')).toEqual(row);
        expect(await client.count(chip, [['isActive', 'True']])).toBe(315);
        expect(await client.version()).toBe('5.18.1');
        expect(await client.account()).toEqual({ username: 'ionuser', isAdmin: true });
        expect(requests).toEqual([
          'GET /rundb/api/v1/results/7/?noplugin=1',
          'GET /rundb/api/v1/rig/S5-1/',
          'GET /rundb/api/v1/chip/?isActive=True&limit=1',
          'GET /rundb/api/v1/torrentsuite/version/',
          'GET /rundb/api/v1/account/?limit=1',
        ]);
      },
    ));

  it('asks the list for names that a URL’s path cannot carry, and nothing for keys that no row has', () => {
    const rows: RequestListener = ({ url = '' }, response) =>
      response.end(url.includes('limit') ? list : '{"name": "none"}');
    return withStub(rows, async (client, { requests }) => {
      expect(await client.one(rig, 'lab/../1')).toEqual({ id: 7, name: '540' });
      expect(await client.one(rig, 'none')).toBeDefined();
      for (const key of [-1, 1.5, 2 ** 31, 2 ** 60, 'abc'])
        expect(await client.one(chip, key)).toBeUndefined();
      expect(await client.one(rig, 'a\0b')).toBeUndefined();
      expect(requests).toEqual([
        'GET /rundb/api/v1/rig/?name=lab%2F..%2F1&limit=1',
        'GET /rundb/api/v1/rig/none/',
      ]);
    });
  });

  it.each<[string, Credentials | undefined, object]>([
    ['a header', { authorization: 'ApiKey ionuser:1111' }, { authorization: 'ApiKey ionuser:1111' }],
    ['a session', { sessionid: 'abc123' }, { cookie: 'sessionid=abc123' }],
    ['nothing', undefined, {}],
  ])('proves the caller by %s, and sends no header but its own', (_, credentials, expected) =>
    withStub(
      (_request, response) => response.writeHead(200, { 'set-cookie': 'sessionid=other' }).end(list),
      async (client, { headers, url }) => {
        await client.page(chip, []);
        await client.page(chip, []);
        const host = new URL(url).host;
        const fixed = {
          accept: 'application/json',
          'accept-language': 'en-us',
          'accept-encoding': 'identity',
        };
        for (const sent of headers)
          expect(sent).toEqual({ ...fixed, ...expected, host, connection: 'keep-alive' });
      },
      { caller: credentials ? { credentials } : {} },
    ),
  );

  it('asks for the version without credentials', () =>
    withStub(
      (_, response) => response.end('{"meta_version": "5.18.1"}'),
      async (client, { headers }) => {
        await client.version();
        expect(headers[0]).not.toHaveProperty('authorization');
      },
      { caller: { credentials: { authorization: 'ApiKey ionuser:1111' } } },
    ));

  it.each<[string, Credentials]>([
    ['a session that would begin another cookie', { sessionid: 'a; sessionid=b' }],
    ['a session with a line break', { sessionid: 'a\r\nx-y: z' }],
    ['a header with a line break', { authorization: 'ApiKey a:b\r\nx-y: z' }],
    ['a header outside of Latin-1', { authorization: 'ApiKey ж:1' }],
  ])('does not send %s', (_, credentials) =>
    withStub(
      answer,
      async (client, { requests }) => {
        expect(await failureOf(client.page(chip, []))).toMatchObject({
          kind: 'unauthenticated',
          resource: 'chip',
        });
        expect(requests).toEqual([]);
      },
      { caller: { credentials } },
    ),
  );

  it('does not send what is longer than a request line may be', () =>
    withStub(answer, async (client, { requests }) => {
      await expect(client.page(chip, [['name__contains', 'x'.repeat(9_000)]])).rejects.toThrow(
        UnsendableValueError,
      );
      expect(requests).toEqual([]);
    }));

  it('sends no filter that the resource does not declare', () =>
    withStub(answer, async (client, { requests }) => {
      for (const name of [
        'nosuch',
        'nosuch__in',
        'args',
        'args__contains',
        'constructor',
        'name_or_id',
        'report_id__in',
      ]) {
        await expect(client.page(chip, [[name, '1']])).rejects.toThrow(`chip has no filter ${name}`);
      }
      await expect(client.byRelation(chip, 'report_id', [1])).rejects.toThrow(TypeError);
      await expect(client.page(results, [['name_or_id', 'x']])).rejects.toThrow(TypeError);
      expect(requests).toEqual([]);
      await client.page(results, [
        ['isThumbnail', 'no'],
        ['name_or_id__icontains', 'x'],
      ]);
      expect(requests).toHaveLength(1);
    }));

  it('keeps its connections', async () => {
    const sockets = new Set<unknown>();
    const listener: RequestListener = (request, response) => {
      sockets.add(request.socket);
      response.end(list);
    };
    await withStub(
      listener,
      async (client) => {
        for (let count = 0; count < 5; count += 1) await client.page(chip, []);
        await Promise.all(Array.from({ length: 9 }, () => client.page(chip, [])));
      },
      { maxSockets: 3 },
    );
    expect(sockets.size).toBeLessThanOrEqual(3);
  });
});
