import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { CallerCredentials } from '../../context.js';
import { HttpRefusal } from '../reply.js';

/** Keeps the gateway from being used to guess passwords and keys: rundb itself counts no failed attempts. */
export interface LoginGuard {
  /** @throws HttpRefusal 429 for a caller who has failed too often lately */
  admit(attempt: Attempt): Promise<void>;
  /** The credentials were not accepted, by the gateway or by a Torrent Server. */
  failed(attempt: Attempt): void;
}

/** Who tries, and from where. */
export interface Attempt {
  readonly address: string;
  /** User names that the credentials are for; empty where they name none. */
  readonly users: readonly string[];
}

const windowSeconds = 60;
/** One user's script with a stale key stops itself; others at the same address go on. */
const failuresPerUser = 10;
const failuresPerAddress = 100;

export function openLoginGuard(): LoginGuard {
  const perUser = new RateLimiterMemory({ points: failuresPerUser, duration: windowSeconds });
  const perAddress = new RateLimiterMemory({ points: failuresPerAddress, duration: windowSeconds });
  const countersOf = ({ address, users }: Attempt) => [
    [perAddress, address] as const,
    ...users.map((user) => [perUser, JSON.stringify([address, user])] as const),
  ];
  return {
    async admit(attempt) {
      for (const [limiter, key] of countersOf(attempt)) {
        const state = await limiter.get(key);
        if (state && state.consumedPoints >= limiter.points) throw tooManyFailures(state);
      }
    },
    failed(attempt) {
      for (const [limiter, key] of countersOf(attempt)) void limiter.penalty(key, 1);
    },
  };
}

function tooManyFailures({ msBeforeNext }: RateLimiterRes): HttpRefusal {
  const message = 'Too many attempts with credentials that were not accepted; wait before the next.';
  return new HttpRefusal(429, 'RATE_LIMITED', message, {
    'retry-after': String(Math.max(1, Math.ceil(msBeforeNext / 1000))),
  });
}

/** User names of the credentials that are sent on. */
export function usersOf({ default: plain, byServer }: CallerCredentials): string[] {
  const headers = [plain, ...byServer.values()].flatMap((own) => own?.authorization ?? []);
  return headers.map(userOf).filter((user) => user !== '');
}

function userOf(authorization: string): string {
  const [scheme = '', secret = ''] = authorization.split(/ +/);
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(secret, 'base64').toString('latin1') : secret;
  return pair.split(':')[0] ?? '';
}
