import { lastValue } from './query-string.js';
import type { Sessions } from './sessions.js';
import type { SimulatorRequest } from './request.js';
import { activeUser, localUser, type User } from './users.js';

/** Who is logged in before the API looks at its own credentials, see docs/rundb.md, "Credentials". */
export type Login =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'session'; readonly user: User }
  /** Logged in by this very request, which therefore gets a session cookie. */
  | { readonly kind: 'opened'; readonly user: User }
  /** The login crashes on a Basic value that it cannot read. */
  | { readonly kind: 'crash' };

const LOOPBACK = new Set(['127.0.0.1', '127.0.1.1', '::1', '::ffff:127.0.0.1']);

function basicValue(authorization: string | undefined): string | undefined {
  const [scheme, value, ...rest] = authorization?.trim().split(/\s+/) ?? [];
  return scheme?.toLowerCase() === 'basic' && rest.length === 0 ? value : undefined;
}

/** Python's base64: characters outside the alphabet are skipped, wrong padding is an error. */
function decodeBase64(value: string): string | undefined {
  const digits = value.replace(/[^A-Za-z0-9+/=]/g, '');
  return digits.length % 4 === 0 ? Buffer.from(digits, 'base64').toString('utf8') : undefined;
}

function logInWithPassword(value: string): Login {
  const pair = decodeBase64(value);
  const colon = pair?.indexOf(':') ?? -1;
  if (pair === undefined || colon < 0) return { kind: 'crash' };
  const user = activeUser(pair.slice(0, colon));
  return user?.name === pair.slice(colon + 1) ? { kind: 'opened', user } : { kind: 'nobody' };
}

/** Session cookie first, then the automatic login of the own machine, then Basic. */
export function findLogin(request: SimulatorRequest, sessions: Sessions, trustLoopback: boolean): Login {
  const known = sessions.userOf(request.headers.cookie);
  if (known !== undefined) return { kind: 'session', user: known };
  const local = trustLoopback && LOOPBACK.has(request.remoteAddress) ? localUser() : undefined;
  if (local !== undefined) return { kind: 'opened', user: local };
  const basic = basicValue(request.headers.authorization);
  return basic === undefined ? { kind: 'nobody' } : logInWithPassword(basic);
}

/** Name and key of an ApiKey header, or of the query when the header has another scheme. */
function givenKey(request: SimulatorRequest): readonly [name: string, key: string] | undefined {
  const header = request.headers.authorization ?? '';
  if (!header.toLowerCase().startsWith('apikey ')) {
    const name = lastValue(request.parameters, 'username');
    const key = lastValue(request.parameters, 'api_key');
    return name === undefined || key === undefined ? undefined : [name, key];
  }
  const [, pair, ...rest] = header.trim().split(/\s+/);
  const colon = pair?.indexOf(':') ?? -1;
  if (pair === undefined || colon < 0 || rest.length > 0) return undefined;
  return [pair.slice(0, colon), pair.slice(colon + 1)];
}

/**
 * The caller of an API request, undefined for 401. Keys of plugins live only while their job runs, and no server is
 * paired with this one: both kinds are always refused.
 */
export function findCaller(request: SimulatorRequest, login: Login): User | undefined {
  if (login.kind === 'session' || login.kind === 'opened') return login.user;
  const given = givenKey(request);
  const user = given === undefined ? undefined : activeUser(given[0]);
  return user?.key === given?.[1] ? user : undefined;
}
