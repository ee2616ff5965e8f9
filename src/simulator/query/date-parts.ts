import type { ColumnType } from '../database/model.js';
import { integerFor } from '../values/numbers.js';
import { failing, notNull, type Asked, type Lookup } from './lookup.js';

/** Lookups of a part of a date; the database refuses them for other columns, and times for plain dates. */
export function readDatePart(name: string, asked: Asked, type: ColumnType): Lookup {
  const wanted = integerFor(asked);
  const part = DATE_PART_OF[name];
  const hasTime = name === 'hour' || name === 'minute' || name === 'second';
  if (part === undefined || !(type === 'datetime' || (type === 'date' && !hasTime))) return failing;
  return notNull((stored) => part(String(stored)) === wanted);
}

/** Weekdays count from Sunday, which is 1. */
const DATE_PART_OF: Readonly<Record<string, (stored: string) => number>> = {
  year: (stored) => Number(stored.slice(0, 4)),
  month: (stored) => Number(stored.slice(5, 7)),
  day: (stored) => Number(stored.slice(8, 10)),
  week_day: (stored) => new Date(`${stored.slice(0, 10)}T00:00:00Z`).getUTCDay() + 1,
  hour: (stored) => Number(stored.slice(11, 13)),
  minute: (stored) => Number(stored.slice(14, 16)),
  second: (stored) => Number(stored.slice(17, 19)),
};
