import { UnsendableValueError } from './error.js';
import type { Lookup, Operator } from './lookup.js';

/**
 * A comparison of a point in time; see lookup.ts. Instants are stored to the microsecond and printed to the
 * millisecond, so what is printed as an instant lies between it and 999 µs after: comparisons are made as printed.
 * docs/rundb.md, "Values"
 */
export function lookupInstant(path: string, operator: Operator, value: unknown): Lookup {
  const first = instantText(value, '000');
  const last = instantText(value, '999');
  switch (operator) {
    case 'eq':
      return [
        [`${path}__gte`, first],
        [`${path}__lte`, last],
      ];
    case 'gt':
    case 'lte':
      return [[`${path}__${operator}`, last]];
    case 'gte':
    case 'lt':
      return [[`${path}__${operator}`, first]];
    default:
      throw new UnsendableValueError(`A point in time cannot be compared with ${operator}: ${path}.`);
  }
}

const oneDay = 86_400_000;

/** A comparison of a day, as its midnight in UTC: a column of days takes no time of day. docs/rundb.md, "Filters" */
export function lookupDay(path: string, operator: Operator, value: unknown): Lookup {
  if (operator !== 'gt' && operator !== 'gte' && operator !== 'lt' && operator !== 'lte') {
    throw new UnsendableValueError(`A day cannot be compared with ${operator}: ${path}.`);
  }
  const time = value instanceof Date ? value.getTime() : NaN;
  const isNext = time % oneDay !== 0 && (operator === 'gte' || operator === 'lt');
  const day = instantText(new Date(isNext ? time + oneDay : time), '000').slice(0, 10);
  return [[`${path}__${operator}`, day]];
}

/** UTC to the microsecond; rundb knows the years 1 to 9999, and fails on others. */
function instantText(value: unknown, microseconds: string): string {
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : '';
  if (!/^\d{4}-/.test(text) || text.startsWith('0000')) {
    throw new UnsendableValueError('A point in time lies in the years 1 to 9999.');
  }
  return text.replace('Z', `${microseconds}+00:00`);
}
