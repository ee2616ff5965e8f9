import { type Connection, connect, type Timeouts } from '../rundb/connection.js';
import { DialectKeeper } from './dialect-keeper.js';
import { Kept } from './kept.js';
import { watch, type ServerFacts } from './watch.js';

export interface ServerOptions {
  readonly name: string;
  readonly url: string;
  readonly webUrl?: string | undefined;
  /** Whether the caller's plain `Authorization` header or session cookie is for this server. */
  readonly isDefault: boolean;
  readonly timeouts: Timeouts;
}

/** A configured Torrent Server, for as long as the process lives. */
export interface FleetServer {
  readonly facts: ServerFacts;
  /** What is known of how it speaks. */
  readonly dialects: DialectKeeper;
  readonly isDefault: boolean;
  readonly connection: Connection;
  readonly kept: Kept;
}

export interface Fleet {
  readonly servers: readonly FleetServer[];
  close(): Promise<void>;
}

export function openFleet(options: readonly ServerOptions[]): Fleet {
  const servers = options.map(({ name, url, webUrl, isDefault, timeouts }) => {
    const connection = connect({ name, url, timeouts });
    const dialects = new DialectKeeper();
    const facts = watch(name, webUrl, connection, dialects);
    return { facts, dialects, isDefault, connection, kept: new Kept() };
  });
  return {
    servers,
    close: async () => {
      for (const { connection } of servers) connection.close();
    },
  };
}
