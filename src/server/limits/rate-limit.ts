import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { RateConfig } from '../../config.js';
import type { CallerCredentials } from '../../context.js';
import type { Access } from '../edge/access.js';
import { HttpRefusal } from '../reply.js';

/** How much each caller has asked for lately. Every gateway counts for itself. */
export interface RateLimit {
  of(caller: Caller): CallerRate;
}

export interface Caller {
  readonly access: Access;
  readonly credentials: CallerCredentials;
  readonly address: string;
}

/** What one caller has left. */
export interface CallerRate {
  /** Takes one request, or so much of the cost; seconds to wait where that is more than is left, and takes nothing then. */
  spend(what: 'requests' | 'cost', points: number): Promise<number | undefined>;
  /** In the form of the IETF's draft on rate limit headers. */
  headers(): Promise<Readonly<Record<string, string>>>;
}

/** Undefined where neither requests nor their cost are limited. */
export function openRateLimit({ requests, cost, windowSeconds }: RateConfig): RateLimit | undefined {
  const limits = Object.entries({ requests, cost }).filter(([, points]) => points > 0);
  if (limits.length === 0) return undefined;
  const limiters = new Map(
    limits.map(([what, points]) => [
      what,
      new RateLimiterMemory({ points, duration: windowSeconds, keyPrefix: what }),
    ]),
  );
  const secret = randomBytes(32);
  const keyOf = (caller: Caller) => createHmac('sha256', secret).update(nameOf(caller)).digest('base64url');
  return { of: (caller) => rateOf(keyOf(caller), limiters, windowSeconds) };
}

/** Whoever proved who he is, else the account of the Torrent Server that he brings, else where he asks from. */
function nameOf({ access, credentials, address }: Caller): string {
  if (access.caller !== undefined) return JSON.stringify(['token', access.caller]);
  const { default: plain, byServer } = credentials;
  if (plain || byServer.size > 0) return JSON.stringify(['credentials', plain, [...byServer]]);
  return JSON.stringify(['address', address]);
}

function rateOf(
  key: string,
  limiters: ReadonlyMap<string, RateLimiterMemory>,
  windowSeconds: number,
): CallerRate {
  return {
    async spend(what, points) {
      const limiter = limiters.get(what);
      if (!limiter || points <= 0) return undefined;
      const state = await limiter.get(key);
      if (state && state.consumedPoints + points > limiter.points) return secondsOf(state);
      await limiter.consume(key, Math.min(points, limiter.points));
      return undefined;
    },
    async headers() {
      const states = await Promise.all(
        [...limiters].map(async ([what, limiter]) => ({ what, limiter, state: await limiter.get(key) })),
      );
      const policies = states.map(({ what, limiter }) => `"${what}";q=${limiter.points};w=${windowSeconds}`);
      const left = states.map(
        ({ what, limiter, state }) =>
          `"${what}";r=${Math.max(0, limiter.points - (state?.consumedPoints ?? 0))};t=${state ? secondsOf(state) : windowSeconds}`,
      );
      return { 'ratelimit-policy': policies.join(', '), ratelimit: left.join(', ') };
    },
  };
}

/** @throws HttpRefusal 429 for a caller who has sent too many requests lately */
export async function spendRequest(rate: CallerRate | undefined): Promise<void> {
  const seconds = await rate?.spend('requests', 1);
  if (seconds === undefined) return;
  const message = `Too many requests: wait ${seconds} s before the next.`;
  throw new HttpRefusal(429, 'RATE_LIMITED', message, { 'retry-after': String(seconds) });
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));
