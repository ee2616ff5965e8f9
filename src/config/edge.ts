import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

/** What a caller may do whom the gateway itself has let in: read everything, or plan runs as well. */
export type Scope = 'read' | 'plan';

/** How callers prove to the gateway who they are, where a service account asks on their behalf. */
export interface EdgeConfig {
  /** Static tokens; of each only its hash is known. */
  readonly tokens: readonly EdgeToken[];
  readonly oidc: OidcConfig | undefined;
  /** What callers may do who prove nothing. */
  readonly anonymousScopes: readonly Scope[];
}

export interface EdgeToken {
  /** Whose it is, for the log. */
  readonly name: string;
  /** SHA-256 of the token, 64 hexadecimal digits in lower case. */
  readonly sha256: string;
  readonly scopes: readonly Scope[];
  readonly expires?: Date;
}

/** Tokens of an OpenID provider. */
export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Where its keys are; else they are looked for where the issuer's discovery document says. */
  readonly jwksUrl: string | undefined;
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
  /** What the provider puts before the names of our scopes, such as `rundb:`. */
  readonly scopePrefix: string;
}

/** Signatures with a public key only: with HS256 whoever can check a token can make one. */
const knownAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

const algorithms = setting(`of ${knownAlgorithms.join(', ')}`, (text) => {
  const listed = text.split(/[\s,]+/).filter((name) => name !== '');
  return listed.length > 0 && listed.every((name) => knownAlgorithms.includes(name)) ? listed : undefined;
});

const scope = z.enum(['read', 'plan'], 'must be read or plan');

const scopes = setting('read, or read and plan', (text) => {
  const listed = z.array(scope).safeParse(text.split(/[\s,]+/).filter((name) => name !== ''));
  return listed.data;
});

/** A plain http address would let anyone on the way put keys of his own in. */
const providerAddress = z
  .string()
  .refine(isSafeAddress, 'must be an https address (http only for this machine)');

function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLocal);
}

export const edgeVariables = {
  EDGE_TOKENS_FILE: z.string().optional(),
  OIDC_ISSUER: providerAddress.optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: providerAddress.optional(),
  OIDC_ALGORITHMS: algorithms.default(['RS256', 'ES256']),
  OIDC_CLOCK_SKEW_S: wholeNumber(0, 300).default(30),
  OIDC_SCOPE_PREFIX: z.string().default(''),
  ANONYMOUS_SCOPES: scopes.default([]),
};

type EdgeVariables = z.output<z.ZodObject<typeof edgeVariables>>;

export interface EdgeRead {
  readonly edge: EdgeConfig;
  readonly faults: readonly string[];
}

/** Never throws: what is wrong are the faults. */
export function readEdge(read: EdgeVariables): EdgeRead {
  const file = read.EDGE_TOKENS_FILE;
  const tokens = file === undefined ? { tokens: [], faults: [] } : readTokensFile(file);
  const oidc = readOidc(read);
  const edge = { tokens: tokens.tokens, oidc: oidc.oidc, anonymousScopes: read.ANONYMOUS_SCOPES };
  return { edge, faults: [...tokens.faults.map((fault) => `EDGE_TOKENS_FILE: ${fault}`), ...oidc.faults] };
}

/** Whether callers can, and so have to, prove to the gateway who they are. */
export const isEdgeGuarded = ({ tokens, oidc }: EdgeConfig): boolean =>
  tokens.length > 0 || oidc !== undefined;

function readOidc(read: EdgeVariables): { oidc: OidcConfig | undefined; faults: readonly string[] } {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = read;
  if (issuer === undefined && audience === undefined && jwksUrl === undefined) {
    return { oidc: undefined, faults: [] };
  }
  if (issuer === undefined) return { oidc: undefined, faults: ['OIDC_ISSUER: is missing'] };
  // Without it a token that the provider gave for another service would do.
  if (audience === undefined) return { oidc: undefined, faults: ['OIDC_AUDIENCE: is missing'] };
  const { OIDC_ALGORITHMS, OIDC_CLOCK_SKEW_S, OIDC_SCOPE_PREFIX } = read;
  const oidc = {
    issuer,
    audience,
    jwksUrl,
    algorithms: OIDC_ALGORITHMS,
    clockSkewSeconds: OIDC_CLOCK_SKEW_S,
    scopePrefix: OIDC_SCOPE_PREFIX,
  };
  return { oidc, faults: [] };
}

const tokensFile = z
  .array(
    z.strictObject({
      name: z.string('must be a text').min(1, 'must not be empty'),
      sha256: z
        .string('must be a text')
        .regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the token, 64 hexadecimal digits'),
      scopes: z.array(scope, 'must be a list of read and plan').min(1, 'must list at least one scope'),
      expires: z.coerce.date('must be a date').exactOptional(),
    }),
    'must be a list of tokens, each with name, sha256 and scopes',
  )
  .min(1, 'must list at least one token');

function readTokensFile(path: string): { tokens: readonly EdgeToken[]; faults: readonly string[] } {
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { tokens: [], faults: [`cannot be read: ${reason ?? 'unknown reason'}`] };
  }
  const read = tokensFile.safeParse(content);
  if (read.data) return { tokens: read.data, faults: [] };
  const faults = read.error.issues.map(({ path: [index, ...keys], message }) => {
    const place =
      index === undefined
        ? ''
        : `token ${Number(index) + 1}${keys.map((key) => `, ${String(key)}`).join('')}: `;
    return `${place}${message}`;
  });
  return { tokens: [], faults };
}
