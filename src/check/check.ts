import { checkAuthorization, type Config } from '../config.js';
import { checkServer } from './check-server.js';
import { describeCheck, isServed } from './describe-check.js';

export interface CheckReport {
  /** For the console. */
  readonly text: string;
  /** Whether callers can be served by every configured server. */
  readonly isGood: boolean;
}

/** Connects to every configured server and tells what callers would meet. Never rejects; changes nothing there. */
export async function check(
  { servers }: Config,
  authorizationFor: typeof checkAuthorization = checkAuthorization,
): Promise<CheckReport> {
  const checks = await Promise.all(
    servers.map((server) => {
      const authorization = authorizationFor(server);
      return checkServer(server, authorization === undefined ? undefined : { authorization });
    }),
  );
  if (checks.length === 0) {
    return { text: 'No Torrent Server is configured (RUNDB_URL, RUNDB_SERVERS_FILE).\n', isGood: false };
  }
  return { text: `${checks.map(describeCheck).join('\n\n')}\n`, isGood: checks.every(isServed) };
}
