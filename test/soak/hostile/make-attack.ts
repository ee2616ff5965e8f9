import type { Dice } from '../simulator/dice.js';
import { bodyAttacks } from './bodies.js';
import { documentAttacks } from './documents.js';

/** A request that no honest caller sends, and how it is to be refused. */
export interface Attack {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** Any of them will do. */
  readonly codes: readonly Code[];
}

type Code = 'QUERY_TOO_COMPLEX' | 'BAD_USER_INPUT';

export interface NamedAttack extends Attack {
  readonly kind: string;
}

export const json = { 'content-type': 'application/json' };

/** An operation, with its variables, in a body as it should be. */
export function asked(query: string, codes: Code | readonly Code[], variables?: object): Attack {
  return { body: JSON.stringify({ query, variables }), headers: json, status: 400, codes: [codes].flat() };
}

/** Each kind in its turn, so that a run of any size has them all. */
export function makeAttack(index: number, dice: Dice): NamedAttack {
  const kinds = Object.entries({ ...documentAttacks, ...bodyAttacks });
  const [kind, make] = kinds[index % kinds.length] ?? [];
  if (kind === undefined || !make) throw new Error('there are no kinds of attacks');
  return { kind, ...make(dice) };
}
