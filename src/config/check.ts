import type { ServerConfig } from './servers-file.js';

const prefix = 'CHECK_AUTHORIZATION';

/**
 * An `Authorization` header to try a server with: that of its service account, else what the variable
 * CHECK_AUTHORIZATION says for the default server, and CHECK_AUTHORIZATION_EAST for the one named `east`. A key that
 * is meant for one server is shown to no other.
 */
export function checkAuthorization(
  { name, isDefault, service }: ServerConfig,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const own = environment[`${prefix}_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`];
  return service?.authorization ?? own ?? (isDefault ? environment[prefix] : undefined);
}
