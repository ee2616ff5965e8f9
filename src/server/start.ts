import { createServer } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.js';
import { type Gateway, openGateway } from '../context.js';
import { loadSchema } from '../resolvers/index.js';
import { openSeeing, type Seeing } from '../seeing/seeing.js';
import { startApollo } from './apollo.js';
import { clientAddressBehind } from './client-address.js';
import { challenge, explainCredentials } from './credentials.js';
import { bearerChallenge, openEdge, wantedToken } from './edge/edge.js';
import { openLoginGuard } from './edge/login-guard.js';
import { readExamples } from './examples.js';
import { type Graphiql, openGraphiql } from './graphiql-page.js';
import type { GraphqlEndpoint } from './graphql-endpoint.js';
import { countInFlight } from './in-flight.js';
import { checkKnownDocuments } from './limits/known-documents.js';
import { openRateLimit } from './limits/rate-limit.js';
import { listenAt } from './listen-at.js';
import { listen } from './listener.js';
import { type Log, openLog } from './log.js';
import { openMetricsPlace } from './metrics.js';
import { allowOrigins } from './origin.js';
import { buildRoutes } from './routes.js';

export interface RunningServer {
  /** Where GraphQL is served, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Where Prometheus reads, if anywhere. */
  readonly metricsUrl?: string;
  /** Takes no new request, ends those in flight within the configured grace, and lets go of the Torrent Servers. */
  close(): Promise<void>;
}

/** What the server is made of; a test may bring its own. */
export interface ServerParts {
  readonly gateway: Gateway;
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly seeing: Seeing;
  /** Preset in GraphiQL's headers editor: the demo's only. */
  readonly presetHeaders?: Readonly<Record<string, string>>;
}

/** What a test brings, and what GraphiQL begins with. */
interface Presets extends Pick<ServerParts, 'presetHeaders'>, Partial<Pick<ServerParts, 'log' | 'seeing'>> {
  /** Of the caches in memory, in milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Serves the graph over the configured servers. Rejects when the address cannot be listened at. */
export async function startServer(config: Config, presets: Presets = {}): Promise<RunningServer> {
  const log = presets.log ?? openLog(config.logLevel);
  const seeing = presets.seeing ?? (await openSeeing(config.seeing));
  const gateway = openGateway(config.servers, {
    patience: config.requestTimeoutMs,
    shield: config.shield,
    onUpstreamCall: seeing.metrics?.upstreamCall,
    onCacheUse: seeing.metrics?.cacheUse,
    caches: config.caches,
    cachesParts: {
      clock: presets.clock,
      onChange: (isUp) => log.say(isUp ? 'shared caches reached' : 'shared caches lost'),
    },
  });
  await Promise.all([sayWhoIsRefused(gateway, log), reachCaches(gateway, log)]);
  return serve(config, { ...presets, log, gateway, seeing, schema: loadSchema() });
}

/**
 * Milliseconds. Proxies and clients keep idle connections for up to a minute: were the gateway the first to close one, a
 * request on its way would be lost.
 */
const keepAliveTimeout = 72_000;

export async function serve(config: Config, parts: ServerParts): Promise<RunningServer> {
  const { gateway, seeing, log } = parts;
  const { readyTimeoutMs, requestTimeoutMs: requestTimeout } = config;
  const endpoint = await openEndpoint(config, parts);
  const graphiql = config.graphiql ? await openPage(parts) : undefined;
  const source = { metrics: seeing.metrics, gateway, patienceMs: readyTimeoutMs };
  const metrics = await openMetricsPlace(config.seeing.metrics, source, log);
  const inFlight = countInFlight();
  const isStopping = () => inFlight.isClosing;
  const routed = { endpoint, graphiql, readyTimeoutMs, isStopping, metrics: metrics.beside };
  const server = createServer(
    { requestTimeout, connectionsCheckingInterval: Math.min(5_000, requestTimeout), keepAliveTimeout },
    listen(buildRoutes(routed), inFlight, log),
  );
  return {
    url: `${await listenAt(server, config)}/graphql`,
    ...(metrics.url !== undefined && { metricsUrl: metrics.url }),
    async close() {
      await inFlight.close(server, { idle: config.shutdownIdleMs, grace: config.shutdownGraceMs });
      await endpoint.apollo.stop();
      await gateway.close();
      await metrics.close();
      await seeing.tracing?.close();
    },
  };
}

/** Servers may be down: the gateway starts all the same, and asks again when somebody wants something of them. */
async function sayWhoIsRefused(gateway: Gateway, log: Log): Promise<void> {
  for (const { name, refusal } of await gateway.check()) {
    if (refusal !== undefined) log.say('not served', { server: name, reason: refusal });
  }
}

/** Without them answers are slower, and right all the same. */
async function reachCaches({ caches }: Gateway, log: Log): Promise<void> {
  await caches.reach();
  if (!caches.state.isUp) log.say('shared caches not reached');
}

async function openEndpoint(
  config: Config,
  { gateway, schema, log, seeing }: ServerParts,
): Promise<GraphqlEndpoint> {
  const { servers, introspection, maxBodyBytes, allowedOrigins, trustedProxies, limits, documents } = config;
  checkKnownDocuments(documents, schema, limits.document);
  const edge = openEdge(config.edge, servers);
  const missingAccess = edge.isGuarded
    ? { message: wantedToken, challenge: bearerChallenge }
    : { message: explainCredentials(servers), challenge };
  return {
    apollo: await startApollo({
      schema,
      introspection,
      log,
      limits,
      missingAccess,
      automaticQueries: documents.automatic,
    }),
    edge,
    logins: openLoginGuard(),
    missingAccess,
    origins: allowOrigins(
      allowedOrigins,
      servers.map(({ name }) => name),
    ),
    clientAddress: clientAddressBehind(trustedProxies),
    gateway,
    servers,
    introspection,
    maxBodyBytes,
    limits,
    documents,
    rateLimit: openRateLimit(limits.rate),
    log,
    seeing,
  };
}

/** Both folders are as far from `src/server` as from `dist/server`. */
async function openPage({ presetHeaders }: ServerParts): Promise<Graphiql> {
  const examples = await readExamples(new URL('../../examples/', import.meta.url));
  return openGraphiql({
    directory: new URL('../../dist/graphiql/', import.meta.url),
    examples,
    headers: presetHeaders,
  });
}
