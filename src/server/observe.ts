import type { IncomingHttpHeaders } from 'node:http';
import type { OnCacheUse, OnUpstreamCall } from '../context.js';
import { type CallRecorder, recordCalls } from '../seeing/shown-call.js';
import { type Seeing, tellAll } from '../seeing/seeing.js';
import type { OperationLine } from './log.js';

/** Header by which a caller asks for the requests behind his answer; any value but `0` does. */
export const showUpstreamHeader = 'rundb-show-upstream';

/** One GraphQL request under the eyes of those who watch the gateway. */
export interface Observation {
  readonly onUpstreamCall: OnUpstreamCall | undefined;
  readonly onCacheUse: OnCacheUse | undefined;
  /** Where the caller is to see the requests behind his answer. */
  readonly recorder: CallRecorder | undefined;
  readonly traceId: string | undefined;
  ended(line: OperationLine): void;
}

export function observe(
  { metrics, tracing, showUpstream }: Seeing,
  headers: IncomingHttpHeaders,
): Observation {
  const trace = tracing?.begin({ traceparent: headers['traceparent'], tracestate: headers['tracestate'] });
  const recorder = showUpstream && wantsUpstream(headers) ? recordCalls() : undefined;
  metrics?.operation.began();
  return {
    onUpstreamCall: tellAll([trace?.upstreamCall, recorder?.note]),
    onCacheUse: recorder?.noteCached,
    recorder,
    traceId: trace?.traceId,
    ended: (line) => {
      metrics?.operation.ended(line);
      trace?.end(line);
    },
  };
}

function wantsUpstream(headers: IncomingHttpHeaders): boolean {
  const asked = headers[showUpstreamHeader];
  return asked !== undefined && asked !== '0';
}
