import type { Connection } from '../rundb/connection.js';
import type { DialectKeeper } from './dialect-keeper.js';
import { RundbError } from '../rundb/error.js';
import type { SuperuserGuard } from './superuser-guard.js';

export type ServerStatus = 'UP' | 'DEGRADED' | 'DOWN';

export interface ServerState {
  readonly status: ServerStatus;
  /** Release of the Torrent Suite, such as `5.18.1`; of an old server unknown until a caller has asked it something. */
  readonly version: string | undefined;
  /** Why it is not served although it answers. */
  readonly refusal?: string;
  readonly checkedAt: Date;
}

/** A configured server as the graph shows it, apart from any request. */
export interface ServerFacts {
  /** The configuration's key for it; part of every global id. */
  readonly name: string;
  /** Web address for people's browsers, if one is configured. */
  readonly webUrl: string | undefined;
  /** Asks the server for its version, now and then (`freshFor`). Never rejects. */
  check(): Promise<ServerState>;
}

/** The server's own monitor page is as old. docs/rundb.md, "Other resources" */
const freshFor = 9_000;
/** Milliseconds. Whoever waits for a server to come back, or has just lost it, is not told of old times. */
const freshInTroubleFor = 1_000;

/** Milliseconds. A server that takes longer for its version, which asks nothing of its database, serves nobody. */
const longestProbe = 2_000;

/** A server as it is watched. */
export interface Watched {
  readonly name: string;
  readonly webUrl: string | undefined;
  readonly connection: Connection;
  readonly dialects: DialectKeeper;
  readonly guard: Pick<SuperuserGuard, 'admit' | 'refusal'>;
}

export function watch(watched: Watched, patience = longestProbe): ServerFacts {
  let latest: Promise<ServerState> | undefined;
  let askedAt = -Infinity;
  let wasUp = false;
  const ask = async () => {
    const state = await probe(watched, patience);
    wasUp = state.status === 'UP';
    return state;
  };
  const isInTrouble = () => !wasUp || watched.connection.state.circuit !== 'closed';
  return {
    name: watched.name,
    webUrl: watched.webUrl,
    check() {
      const now = Date.now();
      if (!latest || now - askedAt >= (isInTrouble() ? freshInTroubleFor : freshFor)) {
        askedAt = now;
        latest = ask();
      }
      return latest;
    },
  };
}

async function probe(watched: Watched, patience: number): Promise<ServerState> {
  const { guard } = watched;
  const [state] = await Promise.all([askVersion(watched, patience), guard.admit()?.catch(() => undefined)]);
  const answered = { ...state, checkedAt: new Date() };
  return guard.refusal === undefined ? answered : { ...answered, status: 'DOWN', refusal: guard.refusal };
}

async function askVersion({ connection, dialects }: Watched, patience: number) {
  const client = connection.client({ signal: AbortSignal.timeout(patience) });
  try {
    const version = await client.version();
    dialects.note(version);
    return { status: 'UP', version } as const;
  } catch (error) {
    const status = statusAfter(error);
    return { status, version: status === 'UP' ? dialects.known()?.release : undefined };
  }
}

/**
 * A server that answers, but not as it should, is degraded; one that does not answer is down. An old one tells its
 * version only to those who are logged in, and so is up when it asks for that. docs/rundb.md, "Versions"
 */
function statusAfter(error: unknown): ServerStatus {
  const silent = ['unavailable', 'timeout', 'cancelled'];
  if (error instanceof RundbError && error.kind === 'unauthenticated') return 'UP';
  return error instanceof RundbError && !silent.includes(error.kind) ? 'DEGRADED' : 'DOWN';
}
