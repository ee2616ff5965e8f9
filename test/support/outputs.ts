import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Config } from '../../src/config.js';
import type { OperationTrace, Tracing } from '../../src/seeing/tracing.js';
import { USERS } from '../../src/simulator/http/users.js';
import { planted, secretsIn, secretsOf } from './secrets.js';

/** Everything that leaves a gateway, searched for secrets as it does. */
export interface Outputs {
  /** Watches what this server answers, whoever asks. */
  watchServer(url: string): void;
  search(where: string, text: string): void;
  /** Takes what would be sent as spans. */
  readonly tracing: Tracing;
  /** Stops watching. Throws when something held a secret. */
  check(): void;
}

interface Started {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
}

/** @param shown credentials that the gateway's own page is to hold */
export function watchOutputs(config: Config, shown = ''): Outputs {
  const service = config.servers.flatMap(({ service: own }) => secretsOf(own?.authorization ?? ''));
  const { redis } = config.caches;
  const shared = redis ? [redis.secret, new URL(redis.url).password].filter((secret) => secret !== '') : [];
  const secrets = new Set([planted, ...USERS.map(({ key }) => key), ...service, ...shared]);
  const ports = new Set<number>();
  const found: string[] = [];
  const search: Outputs['search'] = (where, text) => {
    for (const secret of secrets)
      if (text.includes(secret) && !shown.includes(secret)) found.push(`${where}: ${excerpt(text, secret)}`);
  };
  const onStart = (message: unknown) => {
    const { request, response, server } = message as Started;
    const address = server.address();
    if (typeof address !== 'object' || !address || !ports.has(address.port)) return;
    for (const secret of secretsIn(request.headers)) secrets.add(secret);
    searchResponse(response, (text) => search(`${request.method ?? ''} ${request.url ?? ''}`, text));
  };
  subscribe('http.server.request.start', onStart);
  return {
    watchServer: (url) => void ports.add(Number(new URL(url).port)),
    search,
    tracing: searchSpans(search),
    check() {
      unsubscribe('http.server.request.start', onStart);
      if (found.length > 0) throw new Error(`secrets got out:\n${found.slice(0, 10).join('\n')}`);
    },
  };
}

function searchResponse(response: ServerResponse, search: (text: string) => void): void {
  const { writeHead, end } = response;
  response.writeHead = (...head: unknown[]) => {
    search(JSON.stringify(head));
    return Reflect.apply(writeHead, response, head);
  };
  response.end = (...body: unknown[]) => {
    const [chunk] = body;
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) search(chunk.toString('utf8'));
    return Reflect.apply(end, response, body);
  };
}

/** Raw, as the tracing gets them: what it sends of them is less. */
function searchSpans(search: Outputs['search']): Tracing {
  const trace: OperationTrace = {
    traceId: undefined,
    upstreamCall: (call) => search('span', JSON.stringify(call)),
    end: (done) => search('span', JSON.stringify(done)),
  };
  return { begin: () => trace, close: () => Promise.resolve() };
}

function excerpt(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 60), at + secret.length + 20);
}
