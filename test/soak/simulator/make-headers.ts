import { ADMIN_KEY } from '../../support/ask.js';
import { READER_KEY, USER_KEY } from '../../support/write-lab.js';
import type { Caller } from './case.js';
import type { Dice } from './dice.js';

const STRANGERS = [
  undefined,
  'Bearer x',
  'ApiKey',
  'ApiKey ionadmin:wrong',
  'ApiKey nobody:x:y',
  `ApiKey disabled:${'3'.repeat(40)}`,
  `Basic ${btoa('ionadmin:wrong')}`,
  'system_id x:y',
] as const;
const CRASHES = ['Basic x', `Basic ${btoa('ionadmin')}`] as const;
const ACCEPTED = [
  'application/json',
  '*/*',
  'text/html',
  'application/xml',
  'text/javascript;q=0.5',
  'a/b;q=x',
  'x',
] as const;
const LANGUAGES = ['en-us', 'ru', 'zh-cn', 'de, en;q=0.5', '*'] as const;

/** Credentials of all kinds, mostly good ones. */
export function makeCredentials(dice: Dice): readonly [caller: Caller, value: string | undefined] {
  const kind = dice.weighed({ admin: 70, user: 8, reader: 8, basic: 2, stranger: 10, crash: 2 });
  if (kind === 'stranger') return ['stranger', dice.pick(STRANGERS)];
  if (kind === 'crash') return ['crash', dice.pick(CRASHES)];
  const known = {
    admin: ADMIN_KEY,
    user: USER_KEY,
    reader: READER_KEY,
    basic: `Basic ${btoa('ionuser:ionuser')}`,
  };
  return ['known', known[kind]];
}

/** Headers that hardly matter, some of them odd. */
export function makeOtherHeaders(dice: Dice): Record<string, string> {
  return {
    ...(dice.chance(0.5) && { Accept: dice.chance(0.8) ? 'application/json' : dice.pick(ACCEPTED) }),
    ...(dice.chance(0.2) && { 'Accept-Encoding': dice.pick(['gzip', 'identity', 'br', '']) }),
    ...(dice.chance(0.2) && { 'Accept-Language': dice.pick(LANGUAGES) }),
    ...(dice.chance(0.05) && { Cookie: dice.pick(['sessionid=x', 'a', '=;=']) }),
    ...(dice.chance(0.05) && { 'If-None-Match': '*' }),
    ...(dice.chance(0.01) && { 'X-Long': 'x'.repeat(9000) }),
  };
}

/** Mostly what rundb reads. */
export function makeContentType(dice: Dice): Record<string, string> {
  if (dice.chance(0.9)) return { 'Content-Type': 'application/json' };
  const odd = [
    'application/json; charset=utf-8',
    'text/plain',
    '',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ];
  return dice.chance(0.3) ? {} : { 'Content-Type': dice.pick(odd) };
}
