import { createServer, type Server } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.js';
import { type Gateway, openGateway } from '../context.js';
import { loadSchema } from '../resolvers/index.js';
import { startApollo } from './apollo.js';
import { challenge, explainCredentials } from './credentials.js';
import { bearerChallenge, openEdge, wantedToken } from './edge/edge.js';
import { openLoginGuard } from './edge/login-guard.js';
import { readExamples } from './examples.js';
import { type Graphiql, openGraphiql } from './graphiql-page.js';
import type { GraphqlEndpoint } from './graphql-endpoint.js';
import { countInFlight } from './in-flight.js';
import { listen } from './listener.js';
import { type Log, openLog } from './log.js';
import { allowOrigins } from './origin.js';
import { buildRoutes } from './routes.js';

export interface RunningServer {
  /** Where GraphQL is served, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Takes no new request, ends those in flight within the configured grace, and lets go of the Torrent Servers. */
  close(): Promise<void>;
}

/** What the server is made of; a test may bring its own. */
export interface ServerParts {
  readonly gateway: Gateway;
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** Preset in GraphiQL's headers editor: the demo's only. */
  readonly presetHeaders?: Readonly<Record<string, string>>;
}

/** Serves the graph over the configured servers. Rejects when the address cannot be listened at. */
export async function startServer(
  config: Config,
  presets: Pick<ServerParts, 'presetHeaders'> & { readonly log?: Log } = {},
): Promise<RunningServer> {
  const log = presets.log ?? openLog(config.logLevel);
  const gateway = openGateway(config.servers, { patience: config.requestTimeoutMs });
  await sayWhoIsRefused(gateway, log);
  return serve(config, { ...presets, log, gateway, schema: loadSchema() });
}

/**
 * Milliseconds. Proxies and clients keep idle connections for up to a minute: were the gateway the first to close one, a
 * request on its way would be lost.
 */
const keepAliveTimeout = 72_000;

export async function serve(config: Config, parts: ServerParts): Promise<RunningServer> {
  const { gateway, log } = parts;
  const endpoint = await openEndpoint(config, parts);
  const graphiql = config.graphiql ? await openPage(parts) : undefined;
  const inFlight = countInFlight();
  const route = buildRoutes({ endpoint, graphiql, readyTimeoutMs: config.readyTimeoutMs });
  const server = createServer(
    { requestTimeout: config.requestTimeoutMs, connectionsCheckingInterval: 5_000, keepAliveTimeout },
    listen(route, inFlight, log),
  );
  return {
    url: await listenAt(server, config),
    async close() {
      await inFlight.close(server, config.shutdownGraceMs);
      await endpoint.apollo.stop();
      await gateway.close();
    },
  };
}

/** Servers may be down: the gateway starts all the same, and asks again when somebody wants something of them. */
async function sayWhoIsRefused(gateway: Gateway, log: Log): Promise<void> {
  for (const { name, refusal } of await gateway.check()) {
    if (refusal !== undefined) log.say('not served', { server: name, reason: refusal });
  }
}

async function openEndpoint(config: Config, { gateway, schema, log }: ServerParts): Promise<GraphqlEndpoint> {
  const { servers, introspection, maxBodyBytes, allowedOrigins } = config;
  const edge = openEdge(config.edge, servers);
  const missingAccess = edge.isGuarded
    ? { message: wantedToken, challenge: bearerChallenge }
    : { message: explainCredentials(servers), challenge };
  return {
    apollo: await startApollo({ schema, introspection, log, missingAccess }),
    edge,
    logins: openLoginGuard(),
    missingAccess,
    origins: allowOrigins(
      allowedOrigins,
      servers.map(({ name }) => name),
    ),
    gateway,
    servers,
    introspection,
    maxBodyBytes,
    log,
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

function listenAt(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(urlOf(server, host));
    });
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/graphql`;
}
