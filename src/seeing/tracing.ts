import type { UpstreamCall } from '../context.js';
import type { EndedOperation } from './operation-metrics.js';

/** Sends what the gateway does as traces. */
export interface Tracing {
  /**
   * Begins the span of one operation.
   * @param headers the caller's `traceparent` and `tracestate`, as they came
   */
  begin(headers: Readonly<Record<string, string | string[] | undefined>>): OperationTrace;
  /** Sends what is not sent yet, as long as that does not take long. */
  close(): Promise<void>;
}

/** One operation's span, and those of its requests below it. */
export interface OperationTrace {
  /** Undefined where the spans go nowhere. */
  readonly traceId: string | undefined;
  upstreamCall(call: UpstreamCall): void;
  end(done: TracedOperation): void;
}

export interface TracedOperation extends EndedOperation {
  readonly requestId: string;
  readonly operationName?: string;
  readonly operationHash?: string;
}
