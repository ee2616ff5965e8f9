import { createHash } from 'node:crypto';
import type { EdgeToken } from '../../../src/config.js';
import { USERS } from '../../../src/simulator/http/users.js';

/** Somebody who asks. */
export interface Caller {
  readonly name: string;
  /** Sent with each of his requests. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whose marks he may see; undefined: nothing at all. */
  readonly sees: string | undefined;
  readonly mayPlan: boolean;
}

const keyOf = (name: string) => USERS.find((user) => user.name === name)?.key ?? '';
const apiKey = (user: string, key = keyOf(user)) => `ApiKey ${user}:${key}`;
const basic = (user: string) => `Basic ${Buffer.from(`${user}:${user}`).toString('base64')}`;

/** Credentials that the server knows, by what is called who shows them: two of one user are two callers. */
export const credentials: ReadonlyMap<string, string> = new Map([
  ['admin', apiKey('ionadmin')],
  ['userByKey', apiKey('ionuser')],
  ['userByPassword', basic('ionuser')],
  ['readonly', apiKey('readonly')],
]);

/** What the gateway with a service account asks with. */
export const service = { name: 'service', authorization: basic('ionadmin') };

const nobody = (name: string, authorization?: string): Caller => ({
  name,
  headers: authorization === undefined ? {} : { authorization },
  sees: undefined,
  mayPlan: false,
});

/** Callers who bring credentials of the server: some it knows, some it does not. */
export const ownCallers: readonly Caller[] = [
  ...[...credentials].map(([name, authorization]) => ({
    name,
    headers: { authorization },
    sees: name,
    mayPlan: true,
  })),
  nobody('wrongKey', apiKey('ionadmin', '0'.repeat(40))),
  nobody('keyOfAnother', apiKey('ionadmin', keyOf('ionuser'))),
  nobody('disabled', apiKey('disabled')),
  nobody('wrongPassword', `Basic ${Buffer.from('ionuser:ionadmin').toString('base64')}`),
  nobody('noCredentials'),
];

const tokenOf = (name: string) => `token of ${name}`.replaceAll(' ', '-');
const bearer = (name: string) => `Bearer ${tokenOf(name)}`;

/** Callers of the gateway with a service account: the server knows none of them, their tokens say what they may. */
export const tokenCallers: readonly Caller[] = [
  { name: 'tokenToPlan', headers: { authorization: bearer('planner') }, sees: 'service', mayPlan: true },
  { name: 'tokenToRead', headers: { authorization: bearer('reader') }, sees: 'service', mayPlan: false },
  nobody('tokenWithoutScope', bearer('idler')),
  nobody('unknownToken', bearer('stranger')),
  nobody('serviceKeyItself', service.authorization),
  nobody('noToken'),
];

const token = (name: string, scopes: EdgeToken['scopes']): EdgeToken => ({
  name,
  sha256: createHash('sha256').update(tokenOf(name)).digest('hex'),
  scopes,
});

export const tokens: readonly EdgeToken[] = [
  token('planner', ['read', 'plan']),
  token('reader', ['read']),
  token('idler', []),
];
