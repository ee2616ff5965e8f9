import type { ServerConfig } from '../config.js';
import { guardAgainstSuperuser } from '../fleet/superuser-guard.js';
import { type Connection, connect, type Credentials } from '../rundb/connection.js';
import { type Difference, findDifferences } from '../rundb/differences.js';
import { RundbError } from '../rundb/error.js';

/** One thing that was tried: what came of it, or why nothing did, in words for the operator. */
export type Tried<T> = { readonly found: T } | { readonly failure: string };

/** What a check found out about one configured server. */
export interface ServerCheck {
  readonly name: string;
  /** Release of the Torrent Suite; undefined: an old server, which tells it only to those who are logged in. */
  readonly version: Tried<string | undefined>;
  /** Milliseconds that its clock is ahead; undefined where it tells no time. */
  readonly clock: Tried<number | undefined>;
  /** Whether it tells the gateway from its superuser. */
  readonly guard: Tried<'asks for credentials' | 'allowed to be superuser'>;
  /** Who the given credentials belong to; undefined where none are given. */
  readonly account: Tried<string> | undefined;
  /** What it lacks of what the gateway knows; undefined where nobody may ask. */
  readonly differences: Tried<readonly Difference[]> | undefined;
}

/** Milliseconds for each of the things that are tried; a schema of an old server takes a second. */
const patience = 30_000;

/** Asks a server for all that can go wrong with it before callers do. Never rejects; changes nothing there. */
export async function checkServer(
  server: ServerConfig,
  credentials: Credentials | undefined,
): Promise<ServerCheck> {
  const { name, url, timeouts, certificate } = server;
  const connection = connect({ name, url, timeouts, ...(certificate && { certificate }) });
  try {
    return { name, ...(await askAll(connection, server, credentials)) };
  } finally {
    connection.close();
  }
}

async function askAll(
  connection: Connection,
  { name, allowSuperuser = false }: ServerConfig,
  credentials: Credentials | undefined,
): Promise<Omit<ServerCheck, 'name'>> {
  const client = () =>
    connection.client({ ...(credentials && { credentials }), signal: AbortSignal.timeout(patience) });
  const guard = guardAgainstSuperuser(name, connection, allowSuperuser);
  // Where nothing answers, one line says so.
  const version = await attempt(() => askVersion(client));
  if ('failure' in version) return unanswered(version);
  const admitted = await attempt(() => admitBy(guard.admit(), allowSuperuser));
  const clock = await attempt(() => connection.clock(AbortSignal.timeout(patience)));
  const account = credentials && (await attempt(async () => (await client().account()).username));
  const mayAsk = account !== undefined && 'found' in account;
  const differences = mayAsk ? await attempt(() => findDifferences(client())) : undefined;
  return { version, guard: admitted, clock, account, differences };
}

function unanswered(version: { readonly failure: string }): Omit<ServerCheck, 'name'> {
  return { version, guard: version, clock: version, account: undefined, differences: undefined };
}

async function askVersion(client: () => ReturnType<Connection['client']>): Promise<string | undefined> {
  try {
    return await client().version();
  } catch (error) {
    // docs/rundb.md, "Versions"
    if (error instanceof RundbError && error.kind === 'unauthenticated') return undefined;
    throw error;
  }
}

async function admitBy(admission: Promise<void> | undefined, isAllowed: boolean) {
  await admission;
  return isAllowed ? 'allowed to be superuser' : 'asks for credentials';
}

async function attempt<T>(ask: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { found: await ask() };
  } catch (error) {
    if (!(error instanceof RundbError)) throw error;
    return { failure: error.message };
  }
}
