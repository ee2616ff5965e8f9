import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { type Collector, type ReceivedSpan, startCollector } from './collector.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

let collector: Collector;
let spans: readonly ReceivedSpan[];
let lines: TestGateway['lines'];
let requests: number;
beforeAll(async () => {
  collector = await startCollector();
  const gateway = await startGateway({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
  const query =
    'query Mine { report(id: 3) { name libMetrics { totalNumReads } experiment { displayName } } }';
  await gateway.ask(query, {}, { headers: { traceparent } });
  requests = gateway.requests().length;
  await gateway.ask('{ nothing }');
  // What is not sent yet is sent when the gateway stops.
  await gateway.close();
  ({ spans } = collector);
  ({ lines } = gateway);
});
afterAll(() => collector.close());

describe('a trace', () => {
  it('goes on with the caller’s, and has one span for the operation', () => {
    const [operation, ...others] = spans.filter(({ name }) => name === 'graphql query');
    expect(others).toEqual([]);
    expect(operation).toMatchObject({
      traceId,
      parentSpanId: 'b7ad6b7169203331',
      kind: 2,
      attributes: {
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'Mine',
        'http.response.status_code': 200,
        'rundb_graphql.upstream_requests': requests,
      },
    });
  });

  it('has one span below it for each request to the Torrent Server, and none for fields', () => {
    const operation = spans.find(({ name }) => name === 'graphql query');
    const calls = spans.filter(({ kind }) => kind === 3);
    expect(requests).toBeGreaterThan(1);
    expect(calls).toHaveLength(requests);
    for (const call of calls) {
      expect(call).toMatchObject({ traceId, parentSpanId: operation?.spanId });
      expect(call.attributes).toMatchObject({
        'rundb.server': 'torrent-server',
        'http.response.status_code': 200,
      });
      expect(BigInt(call.startTimeUnixNano)).toBeGreaterThanOrEqual(
        BigInt(operation?.startTimeUnixNano ?? 0),
      );
      expect(BigInt(call.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(call.startTimeUnixNano));
    }
    expect(spans).toHaveLength(requests + 2);
  });

  it('names paths without keys', () => {
    const paths = spans.flatMap(({ attributes }) => attributes['url.template'] ?? []);
    expect(paths).toContain('results/{}/?noplugin');
    expect(JSON.stringify(paths)).not.toMatch(/\d/);
  });

  it('begins here where the caller sends none, and says what failed', () => {
    const refused = spans.find(({ name }) => name === 'graphql');
    expect(refused?.traceId).not.toBe(traceId);
    expect(refused?.parentSpanId ?? '').toBe('');
    expect(refused).toMatchObject({
      status: { code: 2 },
      attributes: { 'rundb_graphql.error_codes': ['BAD_USER_INPUT'] },
    });
  });

  it('is found from the log line', () => {
    expect(lines.filter(({ msg }) => msg === 'operation')[0]).toMatchObject({ traceId });
  });
});

describe('a caller’s trace headers', () => {
  it('never go on to the Torrent Server', async () => {
    const seen: string[] = [];
    const upstream = createServer((request, response) => {
      seen.push(...request.rawHeaders.map((text) => text.toLowerCase()));
      const isVersion = request.url?.includes('/version/');
      response.writeHead(isVersion ? 200 : 503).end('{"meta_version": "5.18.1"}');
    }).listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const { port } = upstream.address() as AddressInfo;
    const gateway = await startGateway({
      upstream: `http://127.0.0.1:${port}`,
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, RUNDB_ALLOW_SUPERUSER: 'on' },
    });
    const headers = { traceparent, tracestate: 'a=b', baggage: 'c=d' };
    await gateway.ask('{ chips(first: 1) { totalCount } }', {}, { headers });
    await gateway.close();
    upstream.close();
    expect(seen).toContain('authorization');
    for (const name of ['traceparent', 'tracestate', 'baggage']) expect(seen).not.toContain(name);
  });
});

describe('a collector that is not there', () => {
  it('holds nobody up', async () => {
    const gateway = await startGateway({
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
    });
    expect(await gateway.data('{ chips(first: 1) { totalCount } }')).toEqual({ chips: { totalCount: 15 } });
    await gateway.close();
  });
});
