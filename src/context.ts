import type { CacheUse } from './caches/cache-use.js';
import { CachingClient } from './caches/caching-client.js';
import { type CachesOptions, type CachesParts, openCaches } from './caches/open-caches.js';
import { planningName, rememberLists } from './caches/plan-lists.js';
import type { CacheStore } from './caches/store.js';
import {
  type Fleet,
  type FleetServer,
  type OnUpstreamCall,
  openFleet,
  type ServerOptions,
  type ShieldOptions,
} from './fleet/fleet.js';
import { type ServerFreshness, withUse } from './fleet/server-freshness.js';
import { openDeadline } from './fleet/deadline.js';
import { openRation } from './fleet/ration.js';
import type { ServerFacts, ServerState } from './fleet/watch.js';
import { rowCosts } from './loaders/entities.js';
import type { LeftOut } from './loaders/left-out.js';
import { ServerScope } from './loaders/scope.js';
import { type Planner, openPlanner } from './planning/planner.js';
import { Turns } from './planning/once/turns.js';
import type { RundbClient } from './rundb/client.js';
import type { Caller, ConnectionState, Credentials, RequestReport } from './rundb/connection.js';
import type { Dialect } from './rundb/dialect.js';
import { DialectClient } from './rundb/dialect-client.js';

export type { OnUpstreamCall, UpstreamCall } from './fleet/fleet.js';
export type { ConnectionState } from './rundb/connection.js';

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
  /** How old the answer is, by server, as far as it was not asked of the server just now. */
  readonly freshness: ReadonlyMap<string, ServerFreshness>;
  /** The answer is ready: lets go of the operation's clock. */
  end(): void;
}

export interface ContextRequest {
  readonly requestId: string;
  readonly credentials: CallerCredentials;
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal;
  /** Told of each exchange that this operation caused. */
  readonly onUpstreamCall?: OnUpstreamCall | undefined;
  /** Told of each look into the caches on behalf of this operation. */
  readonly onCacheUse?: OnCacheUse | undefined;
}

export interface ServerReport extends ServerState {
  readonly name: string;
  readonly load: ConnectionState;
}

/** What lives as long as the process: connections to the configured servers. */
export interface Gateway {
  open(request: ContextRequest): Context;
  check(): Promise<readonly ServerReport[]>;
  /** How it is with the store of the caches. */
  readonly caches: Pick<CacheStore, 'reach' | 'state'>;
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Milliseconds that an operation may take; a mutation so long whether its caller waits or has gone. */
  readonly patience: number;
  /** `mostRequests`: those to Torrent Servers that one operation may ask for. */
  readonly shield: ShieldOptions & { readonly mostRequests: number };
  /** Told of every exchange with the servers, whoever asked. */
  readonly onUpstreamCall?: OnUpstreamCall | undefined;
  readonly caches: CachesOptions;
  readonly cachesParts?: CachesParts;
  /** Told of each look into the caches. */
  readonly onCacheUse?: OnCacheUse | undefined;
}

/** Told of looks into the caches of a server, by its name. */
export type OnCacheUse = (server: string, use: CacheUse) => void;

export function openGateway(servers: readonly ServerOptions[], options: GatewayOptions): Gateway {
  const { patience, shield, onUpstreamCall, onCacheUse } = options;
  const caches = openCaches(options.caches, options.cachesParts);
  const fleet = openFleet(servers, { caches, rowCosts: rowCosts(), shield, onCall: onUpstreamCall });
  const turns = new Map(fleet.servers.map(({ facts }) => [facts.name, new Turns()]));
  const { mostRequests } = shield;
  const opening = { turns, patience, mostRequests, isCaching: caches.isOn, onCacheUse };
  return {
    open: (request) => openContext(fleet, request, opening),
    check: () =>
      Promise.all(
        fleet.servers.map(async ({ facts, connection }) => ({
          name: facts.name,
          ...(await facts.check()),
          load: connection.state,
        })),
      ),
    caches: caches.store,
    close: async () => {
      // Plans whose callers have gone are seen through all the same.
      await Promise.all([...turns.values()].map((ofServer) => ofServer.idle()));
      await fleet.close();
      await caches.store.close();
    },
  };
}

interface Spoken {
  readonly client: RundbClient;
  readonly findDialect: () => Dialect | Promise<Dialect>;
}

/** A server whose dialect is not known by heart is asked through one that waits for it. `asked` is not cached. */
function speak({ facts, dialects }: FleetServer, client: RundbClient, asked: RundbClient): Spoken {
  const findDialect = () => dialects.known() ?? dialects.learn(asked);
  const isPlain = dialects.known()?.isDeclared === true;
  return { client: isPlain ? client : new DialectClient(client, findDialect, facts.name), findDialect };
}

interface Opening {
  readonly turns: ReadonlyMap<string, Turns>;
  readonly patience: number;
  readonly mostRequests: number;
  /** Whether callers are answered out of the caches. */
  readonly isCaching: boolean;
  readonly onCacheUse: OnCacheUse | undefined;
}

function openContext(
  fleet: Fleet,
  { requestId, credentials, signal, onUpstreamCall, onCacheUse }: ContextRequest,
  opening: Opening,
): Context {
  const { turns, patience, mostRequests, isCaching } = opening;
  const deadline = openDeadline(patience, signal);
  const ration = openRation(mostRequests);
  const freshness = new Map<string, ServerFreshness>();
  const upstream = { requests: 0, bytes: 0 };
  const leftOut: LeftOut[] = [];
  const onRequest = (server: FleetServer, identity: string, done: RequestReport) => {
    if (!done.isShared) {
      upstream.requests += 1;
      upstream.bytes += done.bytes;
    }
    if (done.failure === 'unavailable') server.guard.forget();
    if (done.status === 401) server.cache.forget(identity);
    if (done.method !== 'GET') server.cache.changed();
    onUpstreamCall?.({ server: server.facts.name, ...done });
  };
  const onUse = ({ facts: { name } }: FleetServer, use: CacheUse) => {
    // What plans are checked against is no part of an answer.
    const known = use.resource === planningName ? undefined : withUse(freshness.get(name), use);
    if (known) freshness.set(name, known);
    opening.onCacheUse?.(name, use);
    onCacheUse?.(name, use);
  };
  const credentialsFor = ({ facts, isDefault, service }: FleetServer) =>
    service ?? credentials.byServer.get(facts.name) ?? (isDefault ? credentials.default : undefined);
  const cacheOf = (server: FleetServer, until: AbortSignal) =>
    server.cache.of(server.identify(credentialsFor(server)), {
      signal: until,
      onUse: (use) => onUse(server, use),
    });
  /** Asks the server itself. */
  const clientOf = (server: FleetServer, terms: Pick<Caller, 'signal' | 'until' | 'isFresh' | 'admit'>) => {
    const own = credentialsFor(server);
    const identity = server.identify(own);
    return server.connection.client({
      ...(own && { credentials: own }),
      identity,
      onRequest: (done) => onRequest(server, identity, done),
      ...terms,
    });
  };
  const servers = fleet.servers.map((server) => {
    const { name } = server.facts;
    const asked = clientOf(server, {
      signal: deadline.signal,
      until: deadline.until,
      admit: () => {
        ration.take(name);
        return server.guard.admit();
      },
    });
    const isCached = isCaching && credentialsFor(server) !== undefined;
    const read = isCached ? new CachingClient(asked, cacheOf(server, deadline.signal)) : asked;
    const { client, findDialect } = speak(server, read, asked);
    return [name, new ServerScope(name, client, findDialect, leftOut)] as const;
  });
  const find = (name: string) => fleet.servers.find(({ facts }) => facts.name === name);
  return {
    requestId,
    upstream,
    freshness,
    leftOut,
    end: deadline.end,
    servers: new Map(servers),
    factsOf: (name) => find(name)?.facts,
    plannerOf: (name) => {
      const server = find(name);
      const ofServer = turns.get(name);
      if (!server || !ofServer) throw new Error(`no server ${name} is configured`);
      return openPlanner({
        open: (until) => {
          // What has become of a plan is asked as often as it takes, and never learned from an older answer.
          const terms = { signal: until, isFresh: true, admit: server.guard.admit };
          const asked = clientOf(server, terms);
          return speak(server, asked, asked).client;
        },
        remembered: rememberLists(cacheOf(server, signal)),
        turns: ofServer,
        patience: deadline.left(),
        gone: signal,
      });
    },
  };
}
