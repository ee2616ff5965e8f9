import type { Exchanger } from './exchange.js';

/**
 * Milliseconds that a Torrent Server's clock is ahead of this machine's, true to about half a second: a `Date` header
 * holds whole seconds. Undefined where the server tells no time. @throws RundbError where it does not answer
 */
export async function readClock(exchanger: Exchanger, signal: AbortSignal): Promise<number | undefined> {
  const before = Date.now();
  const { headers } = await exchanger.send({
    method: 'GET',
    resource: 'torrentsuite',
    path: 'torrentsuite/version/',
    headers: {},
    signal,
    onRequest: undefined,
  });
  const between = (before + Date.now()) / 2;
  const told = Date.parse(headers.date ?? '');
  return Number.isNaN(told) ? undefined : Math.round(told + 500 - between);
}
