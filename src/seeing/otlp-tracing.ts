import { setTimeout as wait } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { UpstreamCall } from '../context.js';
import { shapeOfPath } from '../rundb/path-shape.js';
import type { OperationTrace, TracedOperation, Tracing } from './tracing.js';

/** Milliseconds that a batch of spans may take to be sent, the last one included, which the gateway's stop waits for. */
const patience = 3_000;

/**
 * Traces by OTLP over HTTP. Nothing is registered for the whole process, and no context follows the code through its
 * callbacks: an operation's span is at hand where one is needed, and fields have none.
 */
export function openOtlpTracing({ url, serviceName }: { url: string; serviceName: string }): Tracing {
  // Headers for the collector, the sampler and the size of batches the library takes from its own OTEL_ variables.
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: patience });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('rundb-graphql');
  const propagator = new W3CTraceContextPropagator();
  return {
    begin: (headers) =>
      beginOperation(tracer, propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter)),
    close: async () => {
      const late = new AbortController();
      const closed = provider.shutdown().catch(() => undefined);
      await Promise.race([closed, wait(patience, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
    },
  };
}

function beginOperation(tracer: Tracer, parent: Context): OperationTrace {
  const span = tracer.startSpan('graphql', { kind: SpanKind.SERVER }, parent);
  const own = trace.setSpan(parent, span);
  return {
    traceId: span.spanContext().traceId,
    upstreamCall: (call) => addCall(tracer, own, call),
    end: (done) => endOperation(span, done),
  };
}

function endOperation(span: Span, done: TracedOperation): void {
  const { operationType, operationName, operationHash, requestId, status, codes, upstreamRequests } = done;
  if (operationType !== undefined) span.updateName(`graphql ${operationType}`);
  span.setAttributes({
    'rundb_graphql.request_id': requestId,
    'rundb_graphql.upstream_requests': upstreamRequests,
    ...(operationType !== undefined && { 'graphql.operation.type': operationType }),
    ...(operationName !== undefined && { 'graphql.operation.name': operationName }),
    ...(operationHash !== undefined && { 'rundb_graphql.operation_hash': operationHash }),
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(codes.length > 0 && { 'rundb_graphql.error_codes': [...new Set(codes)] }),
  });
  if (codes.length > 0) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Made when the request has ended, so that one costs nothing while it is under way. */
function addCall(tracer: Tracer, operation: Context, call: UpstreamCall): void {
  const endTime = performance.now();
  const span = tracer.startSpan(
    `${call.method} ${call.resource}`,
    { kind: SpanKind.CLIENT, startTime: endTime - call.ms, attributes: attributesOf(call) },
    operation,
  );
  if (call.failure !== undefined || (call.status ?? 0) >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endTime);
}

function attributesOf(call: UpstreamCall): Attributes {
  const { server, method, resource, path, status, failure, bytes, attempt, queuedMs, isShared } = call;
  return {
    'http.request.method': method,
    'url.template': shapeOfPath(path),
    'http.response.body.size': bytes,
    'rundb.server': server,
    'rundb.resource': resource,
    'rundb_graphql.queued_ms': Math.round(queuedMs),
    ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }),
    ...(isShared && { 'rundb_graphql.shared': true }),
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(failure !== undefined && { 'error.type': failure }),
  };
}
