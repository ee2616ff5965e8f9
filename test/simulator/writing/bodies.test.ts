import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Simulator, startSimulator } from '../../../src/simulator/server.js';
import { ADMIN_KEY, ask, sendBytes } from '../../support/ask.js';
import { askLab } from '../../support/ask-lab.js';
import { outcome, write } from '../../support/write-lab.js';

const CRASH = [500, { error_message: 'Sorry, this request could not be processed. Please try again later.' }];
const PATH = 'location/2/';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

describe('the body of a write', () => {
  it.each(['', '{', '{"name": x}', "{'name': 1}", '{"name": 01}'])('%j is no JSON', async (body) => {
    expect(await outcome(simulator, 'PATCH', PATH, body)).toEqual([400, { error: '' }]);
  });

  it.each(['null', '[]', '42', '"text"', '[{"name": "x"}]'])('%j is no object', async (body) => {
    expect(await outcome(simulator, 'POST', 'location/', body)).toEqual(CRASH);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml', ''])(
    'is not read as %j',
    async (type) => {
      const headers = { 'Content-Type': type };
      expect(await outcome(simulator, 'PATCH', PATH, { comments: type }, headers)).toEqual(CRASH);
    },
  );

  it('may say its characters', async () => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    expect(await outcome(simulator, 'PATCH', PATH, { comments: 'größer' }, headers)).toEqual([202]);
    expect((await askLab(simulator, PATH)).body['comments']).toBe('größer');
  });

  it('is JSON when no type is said', async () => {
    const headers = { Authorization: ADMIN_KEY };
    const body = '{"comments": "untyped"}';
    const path = `/rundb/api/v1/${PATH}`;
    expect((await ask(simulator.port, { method: 'PATCH', path, headers, body })).status).toBe(202);
    expect((await askLab(simulator, PATH)).body['comments']).toBe('untyped');
  });

  it('must be UTF-8', async () => {
    const body = Buffer.from('{"comments": "\u00ff"}', 'latin1');
    const headers = { Authorization: ADMIN_KEY, 'Content-Type': 'application/json' };
    const path = `/rundb/api/v1/${PATH}`;
    expect((await ask(simulator.port, { method: 'PATCH', path, headers, body })).status).toBe(500);
  });

  it('may hold numbers that are none', async () => {
    expect((await write(simulator, 'PATCH', 'tfmetrics/1/', '{"keypass": NaN}')).status).toBe(202);
    const { text } = await ask(simulator.port, {
      path: '/rundb/api/v1/tfmetrics/1/',
      headers: { Authorization: ADMIN_KEY },
    });
    expect(text).toContain('"keypass": NaN');
  });

  it('must have a known length', async () => {
    const head = `PATCH /rundb/api/v1/${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: ${ADMIN_KEY}\r\n`;
    const chunked = `${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
    const answer = await sendBytes(simulator.port, chunked);
    expect(answer).toMatch(/^HTTP\/1\.1 411 Length Required\r\n/);
    expect(answer).toContain('text/html; charset=iso-8859-1');
  });
});
