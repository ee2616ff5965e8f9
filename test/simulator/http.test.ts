import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../src/simulator/server.js';
import { ADMIN_KEY, ask, sendBytes } from '../support/ask.js';

const V1 = '/rundb/api/v1/';
const ADMIN = { Authorization: ADMIN_KEY };
const ALL = 'GET,POST,PUT,DELETE,PATCH';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

function get(path: string, headers: Record<string, string> = {}) {
  return ask(simulator.port, { path, headers: { ...ADMIN, ...headers } });
}

describe('headers', () => {
  it('of a list', async () => {
    const { headers } = await get(`${V1}location/`);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-language': 'en-us',
      'cache-control': 'no-cache',
      'transfer-encoding': 'chunked',
      vary: 'Accept,Cookie,Accept-Encoding',
    });
  });

  it.each([
    ['a missing row', `${V1}location/99/`, 404, 'Accept,Cookie'],
    ['a wrong key', `${V1}location/x/`, 404, 'Cookie'],
    ['a bad parameter', `${V1}location/?limit=x`, 400, 'Cookie'],
    ['an unknown resource', `${V1}nosuch/`, 404, 'Cookie'],
    ['the index', V1, 200, 'Cookie,Accept-Encoding'],
  ])('of %s', async (_, path, status, vary) => {
    const answer = await get(path);
    expect(answer).toMatchObject({ status, headers: { vary } });
    expect(answer.headers['cache-control']).toBeUndefined();
  });

  it('of the runs open them to pages of other hosts and to caches', async () => {
    const { headers } = await get(`${V1}compositeexperiment/?limit=1`);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 's-maxage=17, max-age=17',
    });
    const refused = await ask(simulator.port, { path: `${V1}compositeexperiment/` });
    expect(refused).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': '*' } });
  });

  it.each([
    ['ru', 'ru'],
    ['de, zh-CN;q=0.5', 'zh-cn'],
    ['ru;q=0.1, en-GB', 'en-us'],
    ['de', 'en-us'],
  ])('name the language for %s', async (accepted, language) => {
    const { headers } = await get(`${V1}location/`, { 'Accept-Language': accepted });
    expect(headers['content-language']).toBe(language);
  });

  it('send the asked host back in a redirect, and the query', async () => {
    const { status, headers } = await get(`${V1}sample/set/1;2?a=%20b`, { Host: 'ts.example:81' });
    expect(status).toBe(301);
    expect(headers.location).toBe(`http://ts.example:81${V1}sample/set/1%3B2/?a=%20b`);
  });

  it('do not redirect to what does not exist', async () => {
    expect((await get(`${V1}nosuch`)).status).toBe(404);
  });
});

describe('compression', () => {
  it.each(['gzip', 'deflate, gzip;q=0.5'])('is given for %s', async (accepted) => {
    const { headers, text, bytes } = await get(`${V1}chip/`, { 'Accept-Encoding': accepted });
    expect(headers['content-encoding']).toBe('gzip');
    expect(text.length).toBeGreaterThan(bytes);
    expect(JSON.parse(text).objects).toHaveLength(15);
  });

  it.each(['identity', 'deflate', 'gzip;q=0'])('is not given for %s', async (accepted) => {
    expect(
      (await get(`${V1}chip/`, { 'Accept-Encoding': accepted })).headers['content-encoding'],
    ).toBeUndefined();
  });

  it('is for successes only', async () => {
    const { headers } = await get(`${V1}chip/?limit=x`, { 'Accept-Encoding': 'gzip' });
    expect(headers['content-encoding']).toBeUndefined();
  });
});

describe('methods', () => {
  it('that node:http does not know get their 405', async () => {
    const answer = await ask(simulator.port, { method: 'FOO', path: `${V1}chip/`, headers: ADMIN });
    expect(answer).toMatchObject({ status: 405, headers: { allow: ALL }, text: ALL });
  });

  it('in small letters are read as Apache reads them', async () => {
    const head = `get ${V1}torrentsuite/version/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    expect(await sendBytes(simulator.port, head)).toMatch(
      /^HTTP\/1\.1 200 OK[^]*\{"meta_version": "5\.18\.1"\}$/,
    );
  });

  it('CONNECT is refused like the others', async () => {
    const head = `CONNECT ${V1}chip/ HTTP/1.1\r\nHost: x\r\n\r\n`;
    expect(await sendBytes(simulator.port, head)).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('are checked before credentials', async () => {
    expect(await ask(simulator.port, { method: 'POST', path: `${V1}user/` })).toMatchObject({ status: 405 });
    expect(await ask(simulator.port, { method: 'HEAD', path: `${V1}chip/` })).toMatchObject({
      status: 405,
      bytes: 0,
    });
  });

  it('may be overridden', async () => {
    const headers = { ...ADMIN, 'X-HTTP-Method-Override': 'get' };
    const { status, text } = await ask(simulator.port, {
      method: 'POST',
      path: `${V1}location/1/`,
      headers,
      body: '',
    });
    expect({ status, name: JSON.parse(text).name }).toEqual({ status: 200, name: 'Home' });
  });

  it('that would update the software do nothing', async () => {
    const answer = await ask(simulator.port, {
      method: 'PUT',
      path: `${V1}torrentsuite/`,
      headers: ADMIN,
      body: '{}',
    });
    expect(answer).toMatchObject({ status: 501, text: '' });
  });

  it('that would change a missing row find none', async () => {
    const answer = await ask(simulator.port, { method: 'DELETE', path: `${V1}location/99/`, headers: ADMIN });
    expect(answer).toMatchObject({ status: 404, text: '' });
  });
});

describe('what Apache answers itself', () => {
  it.each([
    ['a request line that is too long', `${V1}location/?x=${'y'.repeat(8200)}`, 414],
    ['a path that is too long', `${V1}location/set/${'1;'.repeat(2100)}1/`, 404],
    ['an encoded slash', `${V1}location/1%2F/`, 404],
    ['an encoded NUL', `${V1}location/%00/`, 404],
    ['a broken escape', `${V1}location/%zz/`, 400],
    ['no path', '*', 400],
  ])('%s', async (_, path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch('text/html');
    expect(answer.headers['content-language']).toBeUndefined();
    expect(answer.headers['content-length']).toBe(String(answer.bytes));
  });

  it('a header that is too long', async () => {
    expect((await get(`${V1}location/`, { 'X-Long': 'x'.repeat(8190) })).status).toBe(400);
    expect((await get(`${V1}location/`, { 'X-Long': 'x'.repeat(8180) })).status).toBe(200);
  });

  it('a head far beyond its limits', async () => {
    const head = `GET / HTTP/1.1\r\nA: ${'x'.repeat(400_000)}\r\n`;
    expect(await sendBytes(simulator.port, head)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('what is no HTTP at all', async () => {
    expect(await sendBytes(simulator.port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('a body of unknown length', async () => {
    const headers = { ...ADMIN, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    expect((await ask(simulator.port, { method: 'POST', path: `${V1}location/`, headers })).status).toBe(411);
  });
});

describe('paths', () => {
  it.each([
    '//rundb/api/v1/location/1/',
    '/rundb/api/v1/chip/.././location//1/',
    '/rundb/api/v1/location/%31/',
  ])('are put in order first: %s', async (path) => expect(JSON.parse((await get(path)).text).id).toBe(1));

  it('outside of the API do not exist, or are pages', async () => {
    expect((await ask(simulator.port, { path: '/nosuch/' })).status).toBe(404);
    expect((await ask(simulator.port, { path: '/data/' })).status).toBe(302);
  });

  it.each([
    ['torrentsuite/version/', { meta_version: '5.18.1' }],
    ['getsoftwareinfo/', { software_platform: 'TS', software_release_version: '5.18.1' }],
  ])('that need no credentials: %s', async (path, body) => {
    const { status, text } = await ask(simulator.port, { path: V1 + path });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject(body);
  });

  it('that tell of the server', async () => {
    expect(JSON.parse((await get(`${V1}torrentsuite/sgejobs/`)).text)).toMatchObject({ total_jobs: 0 });
  });
});

describe('formats', () => {
  it('wrap JSON in a callback', async () => {
    const { headers, text } = await get(`${V1}location/1/?callback=lab.show`);
    expect(headers['content-type']).toBe('text/javascript');
    expect(text).toMatch(/^lab\.show\(\{"comments": "", .*\}\)$/);
  });

  it.each(['a b', '1a', 'if', 'a.', ''])('refuse the callback %j', async (name) => {
    const { status, text } = await get(`${V1}location/1/?callback=${encodeURIComponent(name)}`);
    expect({ status, text }).toEqual({ status: 400, text: '{"error": "JSONP callback name is invalid."}' });
  });

  it.each([
    ['text/javascript;q=0.5, */*;q=0.9', 'text/javascript'],
    ['text/javascript, application/json', 'application/json'],
    ['application/json;q=0.2, text/javascript;q=0.8', 'text/javascript'],
    ['text/*', 'text/javascript'],
    ['*', 'application/json'],
    ['text/javascript;q=0', 'application/json'],
  ])('follow Accept: %s', async (Accept, type) => {
    expect((await get(`${V1}location/1/`, { Accept })).headers['content-type']).toBe(type);
  });

  it('of errors are JSON, but for jsonp without a callback', async () => {
    expect((await get(`${V1}location/?limit=x&callback=f`)).text).toMatch(/^\{"error": /);
    expect((await get(`${V1}location/?limit=x&format=jsonp`)).text).toMatch(/^callback\(\{"error": /);
  });
});
