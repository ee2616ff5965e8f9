import type { HTTPGraphQLRequest } from '@apollo/server';
import type { CallRecorder } from '../seeing/shown-call.js';
import type { Access } from './edge/access.js';
import type { CallerRate } from './limits/rate-limit.js';
import type { OperationLine } from './log.js';

/** What the gateway notes of one GraphQL request, for its checks, its log line and its error answers. */
export interface Call {
  readonly requestId: string;
  readonly startedAt: number;
  access: Access;
  /** What the caller has left, where that is limited. */
  rate: CallerRate | undefined;
  operation: OperationNotes;
  /** Codes of the errors in the answer. */
  codes: readonly string[];
  /** Whether the errors of the answer carry the request id. */
  isStamped: boolean;
  /** Counted up by the context while the operation runs. */
  upstream: { readonly requests: number; readonly bytes: number };
  /** Of the operation's trace, where one is made. */
  readonly traceId: string | undefined;
  /** Where the caller is to see the requests behind his answer. */
  readonly recorder: CallRecorder | undefined;
}

export type OperationNotes = Pick<OperationLine, 'operationName' | 'operationHash' | 'operationType'>;

export function startCall(requestId: string, seen: Pick<Call, 'traceId' | 'recorder'>): Call {
  return {
    requestId,
    startedAt: performance.now(),
    access: { mayAsk: false, scopes: undefined, caller: undefined },
    rate: undefined,
    operation: {},
    codes: [],
    isStamped: false,
    upstream: { requests: 0, bytes: 0 },
    traceId: seen.traceId,
    recorder: seen.recorder,
  };
}

/** @param status of the answer; undefined where there is nobody left to answer */
export function lineOf(call: Call, status: number | undefined): OperationLine {
  return {
    requestId: call.requestId,
    ...(call.traceId !== undefined && { traceId: call.traceId }),
    ...(call.access.caller !== undefined && { caller: call.access.caller }),
    ...call.operation,
    ...(status !== undefined && { status }),
    codes: call.codes,
    ms: Math.round((performance.now() - call.startedAt) * 10) / 10,
    upstreamRequests: call.upstream.requests,
    upstreamBytes: call.upstream.bytes,
  };
}

/** Apollo hands its plugins the request object that it was given: with it they find the call. */
const calls = new WeakMap<HTTPGraphQLRequest, Call>();

export function noteCall(http: HTTPGraphQLRequest, call: Call): void {
  calls.set(http, call);
}

export function callOf(http: HTTPGraphQLRequest | undefined): Call {
  const call = http && calls.get(http);
  if (!call) throw new Error('an operation came to GraphQL without its HTTP request');
  return call;
}
