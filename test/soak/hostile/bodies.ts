import { type Dice } from '../simulator/dice.js';
import { asked, type Attack, json } from './make-attack.js';

const between = (dice: Dice, least: number, most: number) => least + dice.below(most - least + 1);
const honest = '{"query":"{ chips { totalCount } }"}';
const refused = (body: Attack['body'], status = 400, headers: Attack['headers'] = json): Attack => ({
  body,
  headers,
  status,
  codes: ['BAD_USER_INPUT'],
});

const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/xml',
];
const notUtf8 = [[0xff], [0xc3, 0x28], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80]];

/** Bodies that are too large, can be read in two ways, or are not what GraphQL is sent in. */
export const bodyAttacks: Readonly<Record<string, (dice: Dice) => Attack>> = {
  'many variables': (dice) =>
    asked('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', 'QUERY_TOO_COMPLEX', {
      ids: Array.from({ length: between(dice, 20_001, 120_000) }, (_, index) => index),
    }),
  'deep variables': (dice) => {
    const depth = between(dice, 52, 200_000);
    const value = dice.chance(0.5)
      ? '['.repeat(depth) + ']'.repeat(depth)
      : `${'{"and":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const size = Math.min(value.length, 900_000);
    const fitting = size < value.length ? '['.repeat(400_000) + ']'.repeat(400_000) : value;
    return {
      ...asked('', 'QUERY_TOO_COMPLEX'),
      body: `{"query":"query($f: ChipFilter) { chips(filter: $f) { totalCount } }","variables":{"f":${fitting}}}`,
    };
  },
  'a body too large': (dice) =>
    refused(
      JSON.stringify({
        query: '{ chips { totalCount } }',
        filler: 'x'.repeat(between(dice, 1_000_000, 3_000_000)),
      }),
      413,
    ),
  'keys that come twice': (dice) => {
    const [first, second] = [
      '"query":"{ chips { totalCount } }"',
      '"query":"mutation { voidPlan(input: {}) { plan { id } } }"',
    ];
    const nested = `"variables":{"a":1,"b":[{"c":1,"c":2}],"d":${'[1,'.repeat(between(dice, 1, 50))}`;
    const close = '1]'.repeat((nested.match(/\[1,/g) ?? []).length);
    return refused(dice.chance(0.5) ? `{${first},${second}}` : `{${first},${nested}${close}}}`);
  },
  'bytes that are no UTF-8': (dice) => {
    const bytes = dice.pick(notUtf8);
    const text = new TextEncoder();
    return refused(
      Uint8Array.from([
        ...text.encode('{"query":"{ chips(filter: {name: \\"'),
        ...bytes,
        ...text.encode('\\"}) { totalCount } }"}'),
      ]),
    );
  },
  'another type': (dice) => refused(honest, 415, { 'content-type': dice.pick(types) }),
  'another charset': (dice) =>
    refused(honest, 415, {
      'content-type': `application/json; charset=${dice.pick(['utf-16', 'latin1', 'utf-7'])}`,
    }),
  'a compressed body': (dice) =>
    refused(
      Uint8Array.from({ length: between(dice, 10, 5_000) }, () => dice.below(256)),
      415,
      {
        ...json,
        'content-encoding': dice.pick(['gzip', 'br', 'deflate']),
      },
    ),
  'no JSON': (dice) => refused(honest.slice(0, between(dice, 0, honest.length - 1))),
  'several operations at once': (dice) =>
    refused(`[${Array.from({ length: between(dice, 1, 10_000) }, () => honest).join(',')}]`),
};
