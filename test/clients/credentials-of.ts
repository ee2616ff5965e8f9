import { USERS } from '../../src/simulator/http/users.js';

/** The header that proves who asks, of a user of the simulated server. */
export function credentialsOf(name: string): { readonly authorization: string } {
  const user = USERS.find((known) => known.name === name);
  if (!user) throw new Error(`no user ${name}`);
  return { authorization: `ApiKey ${user.name}:${user.key}` };
}
