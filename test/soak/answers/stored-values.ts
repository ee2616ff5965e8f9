import { upper } from './letters.js';

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?$/;

/** A stored time to the microsecond, in a form that sorts as text. */
function microseconds(text: string): string | undefined {
  const [, seconds, fraction = ''] = INSTANT.exec(text) ?? [];
  return seconds === undefined ? undefined : `${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}

/** A time to the millisecond, which is what is printed and what a filter means; from a stored time or an argument. */
export function milliseconds(value: unknown): number {
  const text = String(value);
  const stored = microseconds(text);
  return Date.parse(stored === undefined ? text : `${stored.slice(0, 23)}Z`);
}

/** Compares two stored values of a column as the recorded server sorts them: text by its characters' codes. */
function compareStored(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  const [a, b] = [String(one), String(other)];
  if (/^-?\d+$/.test(a) && /^-?\d+$/.test(b) && (typeof one === 'number' || typeof other === 'number'))
    return Number(BigInt(a) - BigInt(b));
  const [left, right] = [microseconds(a) ?? a, microseconds(b) ?? b];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Null comes last when rising, first when falling. */
export function compareForOrder(one: unknown, other: unknown): number {
  const [isNone, isOtherNone] = [one ?? null, other ?? null].map((value) => value === null);
  if (isNone || isOtherNone) return Number(isNone) - Number(isOtherNone);
  return compareStored(one, other);
}

export function sameText(one: string, other: string, ignoreCase: boolean): boolean {
  return ignoreCase ? upper(one) === upper(other) : one === other;
}
