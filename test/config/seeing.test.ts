import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';

describe('what is shown of the gateway’s work', () => {
  it('is on the metrics’ own port when one is named', () => {
    expect(readConfig({ METRICS: 'on' }).seeing.metrics).toEqual({ at: 'main' });
    expect(readConfig({ METRICS: 'on', METRICS_PORT: '9464' }).seeing.metrics).toEqual({
      at: 'own',
      host: '127.0.0.1',
      port: 9464,
    });
  });

  it('goes to the collector of OpenTelemetry’s own variables', () => {
    const traces = (told: Record<string, string>) => readConfig(told).seeing.traces;
    expect(traces({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.lab:4318/' })).toEqual({
      url: 'http://collector.lab:4318/v1/traces',
      serviceName: 'rundb-graphql',
    });
    expect(traces({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c/x', OTEL_SERVICE_NAME: 'lab' })).toEqual({
      url: 'http://c/x',
      serviceName: 'lab',
    });
    expect(traces({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [{ METRICS_PORT: '70000' }, 'METRICS_PORT'],
  ])('is not guessed from %j', (told, named) => {
    expect(() => readConfig(told)).toThrow(named);
  });
});
