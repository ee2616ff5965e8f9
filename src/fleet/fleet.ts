import type { Caches } from '../caches/open-caches.js';
import type { ServerCache } from '../caches/server-cache.js';
import {
  type Certificate,
  type Connection,
  connect,
  type Credentials,
  type RequestReport,
  type Timeouts,
} from '../rundb/connection.js';
import { DialectKeeper } from './dialect-keeper.js';
import { type Identify, identifyWith } from './identity.js';
import { guardAgainstSuperuser, type SuperuserGuard } from './superuser-guard.js';
import { watch, type ServerFacts } from './watch.js';

export interface ServerOptions {
  readonly name: string;
  readonly url: string;
  readonly webUrl?: string | undefined;
  /** Whether the caller's plain `Authorization` header or session cookie is for this server. */
  readonly isDefault: boolean;
  readonly timeouts: Timeouts;
  readonly certificate?: Certificate;
  /** What everybody asks this server with, in place of credentials of their own. */
  readonly service?: Credentials;
  /** Whether to serve it although it takes everybody from the gateway's machine for its superuser. */
  readonly allowSuperuser?: boolean;
  /** Most requests at once, where it is not what is usual in the fleet. */
  readonly maxConcurrent?: number;
}

/** What keeps each server from being asked for more than it can bear. */
export interface ShieldOptions {
  readonly maxConcurrent: number;
  readonly maxWaiting: number;
  readonly maxRetries: number;
  /** Whether lists of dear rows are read in several pages at once. */
  readonly splitsLists: boolean;
}

/** A configured Torrent Server, for as long as the process lives. */
export interface FleetServer {
  readonly facts: ServerFacts;
  /** What is known of how it speaks. */
  readonly dialects: DialectKeeper;
  readonly isDefault: boolean;
  readonly connection: Connection;
  readonly identify: Identify;
  readonly cache: ServerCache;
  readonly service: Credentials | undefined;
  readonly guard: SuperuserGuard;
}

export interface Fleet {
  readonly servers: readonly FleetServer[];
  close(): Promise<void>;
}

/** One exchange with a server that has ended. */
export interface UpstreamCall extends RequestReport {
  /** Its name in the configuration. */
  readonly server: string;
}

/** Told of every exchange with any server, also of those that no caller asked for. */
export type OnUpstreamCall = (call: UpstreamCall) => void;

/** What all servers of a fleet have in common. */
export interface FleetOptions {
  readonly caches: Caches;
  /** Milliseconds of a server's time for a row, by the resource's name. */
  readonly rowCosts: ReadonlyMap<string, number>;
  readonly shield: ShieldOptions;
  readonly onCall?: OnUpstreamCall | undefined;
}

export function openFleet(options: readonly ServerOptions[], common: FleetOptions): Fleet {
  const servers = options.map((server) => openServer(server, common));
  return {
    servers,
    close: async () => {
      for (const { connection } of servers) connection.close();
    },
  };
}

function openServer(options: ServerOptions, { caches, rowCosts, shield, onCall }: FleetOptions): FleetServer {
  const { name, url, webUrl, isDefault, timeouts, certificate, service, allowSuperuser } = options;
  const connection = connect({
    name,
    url,
    timeouts,
    maxSockets: options.maxConcurrent ?? shield.maxConcurrent,
    maxWaiting: shield.maxWaiting,
    maxRetries: shield.maxRetries,
    ...(shield.splitsLists && { rowCosts }),
    ...(certificate && { certificate }),
    ...(onCall && { onRequest: (done) => onCall({ server: name, ...done }) }),
  });
  const guard = guardAgainstSuperuser(name, connection, allowSuperuser ?? false);
  const dialects = new DialectKeeper();
  const facts = watch({ name, webUrl, connection, dialects, guard });
  return {
    facts,
    dialects,
    isDefault,
    connection,
    identify: identifyWith(caches.identityKeyOf(options)),
    cache: caches.ofServer(options),
    service,
    guard,
  };
}
