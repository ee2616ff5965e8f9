import type { Credentials } from './connection.js';
import { RundbError, type RundbErrorPlace } from './error.js';

/** A session key, as a cookie can hold it: nothing that would begin another cookie or header. */
const sessionKey = /^[\w.:+/=-]+$/;

/**
 * The one header that proves who asks. No other header of a caller goes on. docs/rundb.md, "Credentials"
 * @throws RundbError `unauthenticated` for a session key that is none; nothing was sent then
 */
export function credentialHeaders(
  credentials: Credentials | undefined,
  place: RundbErrorPlace,
): Readonly<Record<string, string>> {
  if (credentials?.authorization !== undefined) return { authorization: credentials.authorization };
  if (credentials?.sessionid === undefined) return {};
  if (sessionKey.test(credentials.sessionid)) return { cookie: `sessionid=${credentials.sessionid}` };
  throw new RundbError('unauthenticated', 'This session is none of a Torrent Server.', place);
}
