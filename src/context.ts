import { type Fleet, openFleet, type ServerOptions } from './fleet/fleet.js';
import type { ServerFacts, ServerState } from './fleet/watch.js';
import { ServerScope } from './loaders/scope.js';
import type { Credentials } from './rundb/connection.js';

/** Which credential of the caller reaches which server: a key sent to all of them would be a key given away. */
export interface CallerCredentials {
  /** The plain `Authorization` header or session cookie: for the one server that the configuration names for it. */
  readonly default?: Credentials;
  /** Headers that name their server. */
  readonly byServer: ReadonlyMap<string, Credentials>;
}

/** One request's scope. Nothing in it outlives the request or is shared with another caller. */
export interface Context {
  readonly requestId: string;
  /** The configured servers, by name, in the configuration's order. */
  readonly servers: ReadonlyMap<string, ServerScope>;
  /** What the gateway knows of a configured server apart from any caller. */
  factsOf(server: string): ServerFacts | undefined;
  /** What the operation has asked of the servers so far. */
  readonly upstream: { requests: number; bytes: number };
}

export interface ContextRequest {
  readonly requestId: string;
  readonly credentials: CallerCredentials;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
}

export interface ServerReport extends ServerState {
  readonly name: string;
}

/** What lives as long as the process: connections to the configured servers. */
export interface Gateway {
  open(request: ContextRequest): Context;
  check(): Promise<readonly ServerReport[]>;
  close(): Promise<void>;
}

export function openGateway(servers: readonly ServerOptions[]): Gateway {
  const fleet = openFleet(servers);
  return {
    open: (request) => openContext(fleet, request),
    check: () =>
      Promise.all(
        fleet.servers.map(async (server) => ({ name: server.facts.name, ...(await server.facts.check()) })),
      ),
    close: () => fleet.close(),
  };
}

function openContext(fleet: Fleet, { requestId, credentials, signal }: ContextRequest): Context {
  const upstream = { requests: 0, bytes: 0 };
  const onRequest = ({ bytes }: { readonly bytes: number }) => {
    upstream.requests += 1;
    upstream.bytes += bytes;
  };
  const servers = fleet.servers.map(({ facts, isDefault, connection }) => {
    const own = credentials.byServer.get(facts.name) ?? (isDefault ? credentials.default : undefined);
    const client = connection.client({ ...(own && { credentials: own }), signal, onRequest });
    return [facts.name, new ServerScope(facts.name, client)] as const;
  });
  const factsOf = (name: string) => fleet.servers.find(({ facts }) => facts.name === name)?.facts;
  return { requestId, upstream, servers: new Map(servers), factsOf };
}
