import { Refusal, SORRY } from '../api.js';
import { findCaller, type Login } from './credentials.js';
import { replyWithError, replyWithValue } from './negotiation.js';
import { EMPTY_TYPE, type Reply, returned, thrown, withHeaders } from './reply.js';
import type { SimulatorRequest } from './request.js';
import type { User } from './users.js';

export type WriteMethod = 'post' | 'put' | 'patch' | 'delete';

function isWriteMethod(method: string): method is WriteMethod {
  return ['post', 'put', 'patch', 'delete'].includes(method);
}

/** One path of the API: who may ask it how, and what it answers. */
export interface View {
  /** Allowed methods, lower case, in the order of the `Allow` header. */
  readonly methods: readonly string[];
  /** Answers without credentials, as few paths do. */
  readonly isAnonymous?: boolean;
  /** Lists and objects obey `X-HTTP-Method-Override`, the other paths do not. */
  readonly obeysOverride?: boolean;
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `Cache-Control` of what is read. */
  readonly caching?: string;
  /** The value that GET answers; throws a Refusal. The caller is undefined for an anonymous request. */
  read(caller: User | undefined): unknown;
  /** What the other methods answer. */
  write?(method: WriteMethod, caller: User): Reply;
}

/** 401 for a caller who has not said who he is, or not rightly. */
function askForCredentials(): Reply {
  return thrown(401, '', EMPTY_TYPE, { 'WWW-Authenticate': 'Basic Realm="Torrent Suite"' });
}

/** 401 for a known caller who may not do this: the same status without `WWW-Authenticate`. */
export function refusePermission(): Reply {
  return thrown(401);
}

function effectiveMethod(view: View, request: SimulatorRequest): string {
  const override = view.obeysOverride ? request.headers['x-http-method-override'] : undefined;
  const method = String(override ?? request.method).toLowerCase();
  return method === 'proppatch' ? 'patch' : method;
}

function refuse(request: SimulatorRequest, error: unknown): Reply {
  if (error instanceof Refusal) {
    const { status, body } = error;
    if (status === 401) return refusePermission();
    return typeof body === 'object' && body !== null
      ? replyWithError(request, status, body)
      : returned(status, body ?? '');
  }
  process.stderr.write(`simulator: ${request.method} ${request.path} failed: ${String(error)}\n`);
  return replyWithError(request, 500, SORRY);
}

function run(view: View, method: string, request: SimulatorRequest, caller: User | undefined): Reply {
  try {
    if (method === 'get') {
      const caching = { 'Cache-Control': view.caching ?? 'no-cache' };
      return replyWithValue(request, view.read(caller), caching);
    }
    if (caller === undefined || view.write === undefined || !isWriteMethod(method)) return returned(501);
    return view.write(method, caller);
  } catch (error) {
    return refuse(request, error);
  }
}

function check(view: View, request: SimulatorRequest, login: Login): Reply {
  const method = effectiveMethod(view, request);
  const allow = view.methods.join(',').toUpperCase();
  if (method === 'options') return thrown(200, allow, EMPTY_TYPE, { Allow: allow });
  if (!view.methods.includes(method)) return thrown(405, allow, EMPTY_TYPE, { Allow: allow });
  const caller = findCaller(request, login);
  if (caller === undefined && view.isAnonymous !== true) return askForCredentials();
  return run(view, method, request, caller);
}

/** The answer of a view: method before credentials before everything else, see docs/rundb.md, "Refusals". */
export function answerView(view: View, request: SimulatorRequest, login: Login): Reply {
  const reply = check(view, request, login);
  return view.headers === undefined ? reply : withHeaders(reply, view.headers);
}
