import type { OnUpstreamCall } from '../context.js';
import type { Metrics } from './metrics.js';
import type { OperationTrace, Tracing } from './tracing.js';

export interface SeeingOptions {
  readonly metrics: object | undefined;
  readonly traces: { readonly url: string; readonly serviceName: string } | undefined;
  readonly showUpstream: boolean;
}

/** What operators, and callers who may, see of the gateway's work besides its log. */
export interface Seeing {
  /** Undefined where nobody is to see them: then nothing is counted. */
  readonly metrics: Metrics | undefined;
  readonly tracing: Tracing | undefined;
  /** Whether callers may ask for the requests behind their answer. */
  readonly showUpstream: boolean;
}

/** The libraries take a while to load, and some memory: only those load them who want what they do. */
export async function openSeeing({ metrics, traces, showUpstream }: SeeingOptions): Promise<Seeing> {
  return {
    metrics: metrics && (await import('./metrics.js')).openMetrics(),
    tracing: traces && (await import('./otlp-tracing.js')).openOtlpTracing(traces),
    showUpstream,
  };
}

/** Tells all who want to know of an operation's requests; undefined where nobody does. */
export function tellAll(listeners: readonly (OnUpstreamCall | undefined)[]): OnUpstreamCall | undefined {
  const told = listeners.filter((listener) => listener !== undefined);
  if (told.length <= 1) return told[0];
  return (call) => {
    for (const tell of told) tell(call);
  };
}

export type { Metrics, OperationTrace, Tracing };
