import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { clientAddressBehind } from '../../src/server/client-address.js';
import { listenAt } from '../../src/server/listen-at.js';
import { startGateway } from '../support/gateway.js';

/** Whom a server takes a request for that was forwarded so. */
async function addressOf(trusted: readonly string[], forwardedFor: string | undefined): Promise<string> {
  const find = clientAddressBehind(trusted);
  const server = createServer((request, response) => response.end(find(request)));
  const url = await listenAt(server, { host: '127.0.0.1', port: 0 });
  try {
    const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
    return await (await fetch(url, { headers })).text();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the address of a caller', () => {
  it.each([
    ['of the connection, where no proxy is trusted', [], '10.0.0.9', '127.0.0.1'],
    ['of the connection, where the trusted proxy says nothing', ['127.0.0.1'], undefined, '127.0.0.1'],
    ['what a trusted proxy says', ['127.0.0.1'], '10.0.0.9', '10.0.0.9'],
    [
      'the last that no trusted proxy has',
      ['127.0.0.0/8', '10.1.0.0/16'],
      '1.2.3.4, 10.0.0.9, 10.1.0.7',
      '10.0.0.9',
    ],
    ['not what somebody wrote before a proxy', ['127.0.0.1'], '10.0.0.9, 10.0.0.8', '10.0.0.8'],
    ['the first, where all are proxies', ['127.0.0.1', '10.0.0.0/8'], '10.0.0.9, 10.0.0.8', '10.0.0.9'],
    ['of the connection, where what is forwarded is no address', ['127.0.0.1'], 'unknown', '127.0.0.1'],
    ['by IPv6', ['127.0.0.1', 'fd00::/8'], '2001:db8::1, fd00::2', '2001:db8::1'],
    ['by IPv4 in IPv6', ['127.0.0.1'], '::ffff:10.0.0.9', '10.0.0.9'],
  ])('is %s', async (_, trusted, forwardedFor, expected) => {
    expect(await addressOf(trusted, forwardedFor)).toBe(expected);
  });
});

it('who guesses behind a trusted proxy does not keep the others out', async () => {
  const gateway = await startGateway({ environment: { TRUSTED_PROXIES: '127.0.0.1' } });
  const guessFrom = async (address: string) => {
    const headers = { authorization: 'ApiKey ionuser:wrong', 'x-forwarded-for': address };
    const { body } = await gateway.ask('{ chips { totalCount } }', {}, { user: null, headers });
    return body.errors?.[0]?.extensions['code'];
  };
  try {
    for (let turn = 0; turn < 10; turn += 1) await guessFrom('10.0.0.9');
    expect(await guessFrom('10.0.0.9')).toBe('RATE_LIMITED');
    expect(await guessFrom('10.0.0.8')).toBe('UNAUTHENTICATED');
  } finally {
    await gateway.close();
  }
});

it.each(['proxy.lab', '10.0.0.0/33', '10.0.0.1/8/8', 'fd00::/129'])('%s is no network', (text) => {
  expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow(
    'TRUSTED_PROXIES: must be addresses or networks',
  );
});
