import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The account that the gateway asks a Torrent Server with on everybody's behalf. */
export interface ServiceAccount {
  /** An `Authorization` header. */
  readonly authorization: string;
}

/**
 * How a service account is told: by its API key or its password, as it is, in a file or in a variable of the
 * environment.
 */
export interface ServiceTold {
  readonly username?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly apiKeyFile?: string | undefined;
  readonly apiKeyVariable?: string | undefined;
  readonly password?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly passwordVariable?: string | undefined;
}

const text = z.string('must be a text').min(1, 'must not be empty').exactOptional();

export const serviceTold = z.strictObject({
  username: z.string('must be a text').regex(/^[^\s:]+$/, 'must be a user name without blanks and colons'),
  apiKey: text,
  apiKeyFile: text,
  apiKeyVariable: text,
  password: text,
  passwordFile: text,
  passwordVariable: text,
});

type Environment = Readonly<Record<string, string | undefined>>;

export interface ServiceRead {
  readonly service?: ServiceAccount;
  readonly faults: readonly string[];
}

/** Accounts as the vendor delivers its servers, and the key that its documentation prints. */
const vendorPasswords = new Map([
  ['ionadmin', 'ionadmin'],
  ['ionuser', 'ionuser'],
]);
const vendorKey = 'efb7a14021732d773a4258b69d9452042a31a6b6';

const insecure =
  'the account has the key or password that comes with every Torrent Server: give it one of its own, or set ' +
  'RUNDB_ALLOW_DEFAULT_PASSWORD=1';

/** The account's header. Never throws; faults name no secret. */
export function readService(told: ServiceTold, environment: Environment, allowDefault: boolean): ServiceRead {
  const faults: string[] = [];
  const secretOf = (kind: 'apiKey' | 'password') => readSecret(told, kind, environment, faults);
  const [apiKey, password] = [secretOf('apiKey'), secretOf('password')];
  const { username } = told;
  if (faults.length > 0) return { faults };
  if (username === undefined) return { faults: ['the service account has no user name'] };
  if ((apiKey === undefined) === (password === undefined)) {
    return { faults: ['the service account needs its API key or its password, and not both'] };
  }
  const isVendors =
    apiKey === vendorKey || (password !== undefined && vendorPasswords.get(username) === password);
  if (isVendors && !allowDefault) return { faults: [insecure] };
  return { service: { authorization: authorizationOf(username, apiKey, password ?? '') }, faults };
}

function authorizationOf(username: string, apiKey: string | undefined, password: string): string {
  if (apiKey !== undefined) return `ApiKey ${username}:${apiKey}`;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** One secret, from wherever it is told; `faults` take what is wrong with it. */
function readSecret(
  told: ServiceTold,
  kind: 'apiKey' | 'password',
  environment: Environment,
  faults: string[],
): string | undefined {
  const ways = [kind, `${kind}File`, `${kind}Variable`] as const;
  const used = ways.filter((way) => told[way] !== undefined);
  if (used.length > 1) faults.push(`${used.join(' and ')}: only one of them`);
  const [way] = used;
  if (way === undefined || used.length > 1) return undefined;
  const value = told[way] ?? '';
  const secret =
    way === kind ? value : way.endsWith('File') ? readFile(value, way, faults) : environment[value];
  if (secret === undefined && way.endsWith('Variable')) faults.push(`${way}: ${value} is not set`);
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret)) {
    faults.push(`${way}: the secret holds blanks or characters that a header cannot carry`);
  }
  return secret;
}

function readFile(path: string, way: string, faults: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    faults.push(`${way}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
