import { setTimeout as wait } from 'node:timers/promises';
import type { Gateway, ServerReport } from '../context.js';
import { jsonReply, type Reply } from './reply.js';

/** The process answers: nothing more is said, so that nobody restarts it because a Torrent Server is down. */
export function answerLive(): Reply {
  return jsonReply(200, { status: 'ok' });
}

/**
 * Whether the gateway can do its work: some configured server has answered with its version, within `timeoutMs`.
 * One server down is one server down: the others are still served.
 */
export async function answerReady(gateway: Gateway, timeoutMs: number): Promise<Reply> {
  const reports = await checkWithin(gateway, timeoutMs);
  if (!reports)
    return jsonReply(503, { status: 'unready', reason: 'the Torrent Servers did not answer in time' });
  const isReady = reports.some(({ status }) => status === 'UP');
  return jsonReply(isReady ? 200 : 503, {
    status: isReady ? 'ready' : 'unready',
    servers: reports.map(describe),
  });
}

/** To whoever has a connection left: that none should be opened. */
export function answerStopping(): Reply {
  return jsonReply(503, { status: 'unready', reason: 'the gateway is stopping' });
}

/** How the servers are; undefined where that is not known within `timeoutMs`. */
export async function checkWithin(
  gateway: Gateway,
  timeoutMs: number,
): Promise<readonly ServerReport[] | undefined> {
  const giveUp = new AbortController();
  const late = wait(timeoutMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
  const reports = await Promise.race([gateway.check(), late]);
  giveUp.abort();
  return reports;
}

function describe({ name, status, version, refusal }: ServerReport) {
  return {
    name,
    status,
    ...(version !== undefined && { version }),
    ...(refusal !== undefined && { reason: refusal }),
  };
}
