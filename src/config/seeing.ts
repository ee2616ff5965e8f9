import { z } from 'zod';
import { onOff, setting, wholeNumber } from './setting.js';

/** What operators and callers may see of the gateway's work. */
export interface SeeingConfig {
  /** Where `/metrics` is; undefined where nowhere. */
  readonly metrics: MetricsConfig | undefined;
  /** Undefined where no traces are sent. */
  readonly traces: TracesConfig | undefined;
  /** Whether callers who ask for it are shown the requests behind their answer. */
  readonly showUpstream: boolean;
}

export type MetricsConfig =
  /** Beside GraphQL. */
  | { readonly at: 'main' }
  /** On a port of its own; 0 takes any free one. */
  | { readonly at: 'own'; readonly host: string; readonly port: number };

export interface TracesConfig {
  /** Where spans are sent in OTLP over HTTP, such as `http://collector.lab:4318/v1/traces`. */
  readonly url: string;
  readonly serviceName: string;
}

const collectorAddress = setting('an http or https address without credentials', (text) => {
  if (!/^https?:/.test(text) || !URL.canParse(text)) return undefined;
  const { username, password } = new URL(text);
  return username === '' && password === '' ? text : undefined;
});

const protocol = setting(
  'http/json (or http/protobuf, whose receivers take JSON too); gRPC is not spoken',
  (text) => (['http/json', 'http/protobuf'].includes(text) ? text : undefined),
);

export const seeingVariables = {
  METRICS: onOff.default(false),
  METRICS_HOST: setting('an address of this machine', (text) => (/\s/.test(text) ? undefined : text)).default(
    '127.0.0.1',
  ),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  SHOW_UPSTREAM: onOff.default(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorAddress.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorAddress.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol.optional(),
  OTEL_SERVICE_NAME: z.string().default('rundb-graphql'),
  OTEL_SDK_DISABLED: onOff.default(false),
};

type SeeingVariables = z.output<z.ZodObject<typeof seeingVariables>>;

export function readSeeing(read: SeeingVariables): SeeingConfig {
  return { metrics: readMetrics(read), traces: readTraces(read), showUpstream: read.SHOW_UPSTREAM };
}

/** A port of its own is for the monitoring's network, so that `/metrics` is not beside GraphQL as well. */
function readMetrics({ METRICS, METRICS_HOST, METRICS_PORT }: SeeingVariables): MetricsConfig | undefined {
  if (METRICS_PORT !== undefined) return { at: 'own', host: METRICS_HOST, port: METRICS_PORT };
  return METRICS ? { at: 'main' } : undefined;
}

function readTraces(read: SeeingVariables): TracesConfig | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = read;
  const url = own ?? (base && `${base.replace(/\/$/, '')}/v1/traces`);
  if (url === undefined || read.OTEL_SDK_DISABLED) return undefined;
  return { url, serviceName: read.OTEL_SERVICE_NAME };
}
