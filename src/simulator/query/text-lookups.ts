import type { ColumnType } from '../database/model.js';
import { textOf, upper } from '../values/compare.js';
import { crash } from '../values/refusals.js';
import { failing, notNull, textForm, type Asked, type Lookup } from './lookup.js';

const TEXT_LOOKUPS: Readonly<Record<string, (stored: string, asked: string) => boolean>> = {
  exact: (stored, asked) => stored === asked,
  contains: (stored, asked) => stored.includes(asked),
  startswith: (stored, asked) => stored.startsWith(asked),
  endswith: (stored, asked) => stored.endsWith(asked),
};

/** Lookups that see every column as text; those with an `i` in front ignore case. */
export function readTextLookup(name: string, asked: Asked, type: ColumnType): Lookup {
  if (name === 'regex' || name === 'iregex') return readPattern(asked, type, name === 'iregex');
  const passes = TEXT_LOOKUPS[name];
  const text = textForm(asked);
  if (passes !== undefined) return notNull((stored) => passes(textOf(type, stored), text));
  const passesCapitals = TEXT_LOOKUPS[name.slice(1)];
  if (passesCapitals === undefined) throw crash();
  const capitals = upper(text);
  return notNull((stored) => passesCapitals(upper(textOf(type, stored)), capitals));
}

function readPattern(asked: Asked, type: ColumnType, ignoresCase: boolean): Lookup {
  if (typeof asked !== 'string') return failing;
  try {
    const pattern = new RegExp(asked, ignoresCase ? 'is' : 's');
    return notNull((stored) => pattern.test(textOf(type, stored)));
  } catch {
    return failing;
  }
}
