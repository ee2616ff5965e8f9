import type { OnCacheUse, OnUpstreamCall, UpstreamCall } from '../context.js';
import { shapeOfPath } from '../rundb/path-shape.js';

/** A request to a Torrent Server as callers may see it: no address, key or value. */
export interface ShownCall {
  readonly server: string;
  readonly method: string;
  /** Below the API's root, such as `results/set/{}/`, with the names of its parameters. */
  readonly path: string;
  /** HTTP status; absent where no answer came. */
  readonly status?: number;
  /** What became of it where no whole answer came, such as `timeout`. */
  readonly failure?: string;
  readonly ms: number;
  /** Milliseconds that it waited for its turn before; absent where it did not. */
  readonly queuedMs?: number;
  /** 2 and more where it was sent again; absent for the first time. */
  readonly attempt?: number;
  /** Present where it was another operation's of the same identity, whose answer was shared. */
  readonly shared?: true;
}

/** Answers that no request was made for. */
export interface ShownCached {
  readonly server: string;
  readonly resource: string;
  /** `hit`; `shared`: somebody of the same identity was waiting for it; `stale`: the server did not answer. */
  readonly outcome: string;
  readonly count: number;
}

/** What is behind one answer. */
export interface ShownUpstream {
  /** How many requests there were. */
  readonly requests: number;
  /** The first of them, as they ended. */
  readonly calls: readonly ShownCall[];
  readonly fromCache: readonly ShownCached[];
}

export interface CallRecorder {
  readonly note: OnUpstreamCall;
  readonly noteCached: OnCacheUse;
  shown(): ShownUpstream;
}

/** Enough to see what an operation costs, and no answer of megabytes for one that walks a whole list. */
const mostShown = 500;

export function recordCalls(): CallRecorder {
  const calls: ShownCall[] = [];
  const cached = new Map<string, ShownCached>();
  let requests = 0;
  return {
    note: (call) => {
      requests += 1;
      if (calls.length < mostShown) calls.push(show(call));
    },
    noteCached: (server, { resource, outcome, count }) => {
      // That is a request.
      if (outcome === 'miss') return;
      const name = `${server} ${resource} ${outcome}`;
      cached.set(name, { server, resource, outcome, count: (cached.get(name)?.count ?? 0) + count });
    },
    shown: () => ({ requests, calls, fromCache: [...cached.values()] }),
  };
}

const rounded = (ms: number) => Math.round(ms * 10) / 10;

function show(call: UpstreamCall): ShownCall {
  const { server, method, path, status, failure, ms, queuedMs, attempt, isShared } = call;
  return {
    server,
    method,
    path: shapeOfPath(path),
    ...(status !== undefined && { status }),
    ...(failure !== undefined && { failure }),
    ms: rounded(ms),
    ...(rounded(queuedMs) > 0 && { queuedMs: rounded(queuedMs) }),
    ...(attempt > 1 && { attempt }),
    ...(isShared && { shared: true }),
  };
}
