import { HttpRefusal, methodNotAllowed, type Reply } from './reply.js';
import type { Exchange } from './exchange.js';
import { type GraphqlEndpoint, answerGraphql } from './graphql-endpoint.js';
import { answerLive, answerReady, answerStopping } from './health.js';
import type { Graphiql } from './graphiql-page.js';
import type { Route } from './listener.js';
import { answerMetrics, type MetricsSource } from './metrics.js';
import { prefersHtml } from './accept.js';

export interface RouteOptions {
  readonly endpoint: GraphqlEndpoint;
  /** Undefined where GraphiQL is switched off. */
  readonly graphiql: Graphiql | undefined;
  readonly readyTimeoutMs: number;
  /** Whether the gateway was told to stop. */
  readonly isStopping: () => boolean;
  /** Undefined where metrics are not served here. */
  readonly metrics: MetricsSource | undefined;
}

type Answer = (exchange: Exchange) => Promise<Reply> | Reply;

/** The gateway's addresses; everything else is 404. */
export function buildRoutes(options: RouteOptions): Route {
  const { endpoint, graphiql, readyTimeoutMs, isStopping, metrics } = options;
  const readable = new Map<string, Answer>([
    ['/health/live', answerLive],
    [
      '/health/ready',
      () => (isStopping() ? answerStopping() : answerReady(endpoint.gateway, readyTimeoutMs)),
    ],
  ]);
  if (metrics) readable.set('/metrics', () => answerMetrics(metrics));
  return async (exchange, path) => {
    if (path === '/graphql') return answerGraphqlPath(endpoint, graphiql, exchange);
    const answer = readable.get(path) ?? graphiql?.find(path);
    if (!answer) throw new HttpRefusal(404, 'NOT_FOUND', 'There is nothing here; GraphQL is at /graphql.');
    return answerReadable(answer, exchange);
  };
}

function answerReadable(answer: Answer, exchange: Exchange): Promise<Reply> | Reply {
  switch (exchange.request.method) {
    case 'GET':
    case 'HEAD':
      return answer(exchange);
    case 'OPTIONS':
      return { status: 204, headers: { allow: 'GET, HEAD, OPTIONS' }, body: '' };
    default:
      throw methodNotAllowed('GET, HEAD, OPTIONS');
  }
}

async function answerGraphqlPath(
  endpoint: GraphqlEndpoint,
  graphiql: Graphiql | undefined,
  exchange: Exchange,
): Promise<Reply> {
  const reply = await answerGraphqlMethod(endpoint, graphiql, exchange);
  return { ...reply, headers: { ...endpoint.origins.headersFor(exchange.request), ...reply.headers } };
}

const graphqlMethods = 'GET, HEAD, POST, OPTIONS';

function answerGraphqlMethod(
  endpoint: GraphqlEndpoint,
  graphiql: Graphiql | undefined,
  exchange: Exchange,
): Promise<Reply> | Reply {
  const { method, headers } = exchange.request;
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (graphiql && prefersHtml(headers.accept)) return graphiql.page();
      return answerGraphql(endpoint, exchange);
    case 'POST':
      return answerGraphql(endpoint, exchange);
    case 'OPTIONS':
      return {
        status: 204,
        headers: { allow: graphqlMethods, ...endpoint.origins.preflightFor(exchange.request) },
        body: '',
      };
    default:
      return Promise.reject(methodNotAllowed(graphqlMethods));
  }
}
