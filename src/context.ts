import {
  type Fleet,
  type FleetServer,
  type OnUpstreamCall,
  openFleet,
  type ServerOptions,
} from './fleet/fleet.js';
import type { ServerFacts, ServerState } from './fleet/watch.js';
import type { LeftOut } from './loaders/left-out.js';
import { ServerScope } from './loaders/scope.js';
import { type Planner, openPlanner } from './planning/planner.js';
import { Turns } from './planning/once/turns.js';
import type { RundbClient } from './rundb/client.js';
import type { Credentials, RequestReport } from './rundb/connection.js';
import type { Dialect } from './rundb/dialect.js';
import { DialectClient } from './rundb/dialect-client.js';

export type { OnUpstreamCall, UpstreamCall } from './fleet/fleet.js';

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
  /** Makes plans on a configured server as this caller. @throws Error for a name that is not configured */
  plannerOf(server: string): Planner;
  /** What the answer's lists lack so far, as their servers fail to give it. */
  readonly leftOut: LeftOut[];
  /** What the operation has asked of the servers so far. */
  readonly upstream: { requests: number; bytes: number };
}

export interface ContextRequest {
  readonly requestId: string;
  readonly credentials: CallerCredentials;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
  /** Told of each exchange that this operation caused. */
  readonly onUpstreamCall?: OnUpstreamCall | undefined;
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

export interface GatewayOptions {
  /** Milliseconds that a mutation may take, its caller waiting or gone. */
  readonly patience: number;
  /** Told of every exchange with the servers, whoever asked. */
  readonly onUpstreamCall?: OnUpstreamCall | undefined;
}

export function openGateway(servers: readonly ServerOptions[], options: GatewayOptions): Gateway {
  const { patience, onUpstreamCall } = options;
  const fleet = openFleet(servers, onUpstreamCall);
  const turns = new Map(fleet.servers.map(({ facts }) => [facts.name, new Turns()]));
  return {
    open: (request) => openContext(fleet, request, { turns, patience }),
    check: () =>
      Promise.all(
        fleet.servers.map(async (server) => ({ name: server.facts.name, ...(await server.facts.check()) })),
      ),
    close: async () => {
      // Plans whose callers have gone are seen through all the same.
      await Promise.all([...turns.values()].map((ofServer) => ofServer.idle()));
      await fleet.close();
    },
  };
}

interface Spoken {
  readonly client: RundbClient;
  readonly findDialect: () => Dialect | Promise<Dialect>;
}

/** A server whose dialect is not known by heart is asked through one that waits for it. */
function speak({ facts, dialects }: FleetServer, client: RundbClient): Spoken {
  const findDialect = () => dialects.known() ?? dialects.learn(client);
  const isPlain = dialects.known()?.isDeclared === true;
  return { client: isPlain ? client : new DialectClient(client, findDialect, facts.name), findDialect };
}

interface Planning {
  readonly turns: ReadonlyMap<string, Turns>;
  readonly patience: number;
}

function openContext(
  fleet: Fleet,
  { requestId, credentials, signal, onUpstreamCall }: ContextRequest,
  planning: Planning,
): Context {
  const upstream = { requests: 0, bytes: 0 };
  const leftOut: LeftOut[] = [];
  const onRequest = ({ guard, facts }: FleetServer, done: RequestReport) => {
    upstream.requests += 1;
    upstream.bytes += done.bytes;
    if (done.failure === 'unavailable') guard.forget();
    onUpstreamCall?.({ server: facts.name, ...done });
  };
  const credentialsFor = ({ facts, isDefault, service }: FleetServer) =>
    service ?? credentials.byServer.get(facts.name) ?? (isDefault ? credentials.default : undefined);
  const clientOf = (server: FleetServer, until: AbortSignal) => {
    const own = credentialsFor(server);
    const client = server.connection.client({
      ...(own && { credentials: own }),
      identity: server.identify(own),
      signal: until,
      onRequest: (done) => onRequest(server, done),
      admit: server.guard.admit,
    });
    return speak(server, client);
  };
  const servers = fleet.servers.map((server) => {
    const { name } = server.facts;
    const { client, findDialect } = clientOf(server, signal);
    return [name, new ServerScope(name, client, findDialect, leftOut)] as const;
  });
  const find = (name: string) => fleet.servers.find(({ facts }) => facts.name === name);
  return {
    requestId,
    upstream,
    leftOut,
    servers: new Map(servers),
    factsOf: (name) => find(name)?.facts,
    plannerOf: (name) => {
      const server = find(name);
      const turns = planning.turns.get(name);
      if (!server || !turns) throw new Error(`no server ${name} is configured`);
      return openPlanner({
        open: (until) => clientOf(server, until).client,
        remembered: server.kept.of(server.identify(credentialsFor(server))),
        turns,
        patience: planning.patience,
        gone: signal,
      });
    },
  };
}
