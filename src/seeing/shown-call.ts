import type { UpstreamCall } from '../context.js';
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
}

/** The requests behind one answer. */
export interface ShownCalls {
  /** How many there were. */
  readonly requests: number;
  /** The first of them, as they ended. */
  readonly calls: readonly ShownCall[];
}

export interface CallRecorder {
  note(call: UpstreamCall): void;
  shown(): ShownCalls;
}

/** Enough to see what an operation costs, and no answer of megabytes for one that walks a whole list. */
const mostShown = 500;

export function recordCalls(): CallRecorder {
  const calls: ShownCall[] = [];
  let requests = 0;
  return {
    note: (call) => {
      requests += 1;
      if (calls.length < mostShown) calls.push(show(call));
    },
    shown: () => ({ requests, calls }),
  };
}

function show({ server, method, path, status, failure, ms }: UpstreamCall): ShownCall {
  return {
    server,
    method,
    path: shapeOfPath(path),
    ...(status !== undefined && { status }),
    ...(failure !== undefined && { failure }),
    ms: Math.round(ms * 10) / 10,
  };
}
