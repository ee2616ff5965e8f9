import { crash } from './refusals.js';

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DATETIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6})\d{0,6})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads the date of a filter: a day (midnight UTC) or a moment, with or without an offset.
 * Returns the stored form, UTC without an offset and without trailing zeros, which sorts as text.
 * rundb crashes on other text. docs/rundb.md, "Filters"
 */
export function dateFor(value: string | boolean): string {
  if (typeof value === 'boolean') throw crash();
  const day = DATE.exec(value);
  if (day !== null) return storedDate(fields(day), '', undefined);
  const moment = DATETIME.exec(value);
  if (moment === null) throw crash();
  return storedDate(fields(moment), moment[7] ?? '', moment[8]);
}

function fields(match: RegExpExecArray): number[] {
  return [1, 2, 3, 4, 5, 6].map((place) => Number(match[place] ?? 0));
}

function storedDate(parts: readonly number[], fraction: string, offset: string | undefined): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  const valid =
    year > 0 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!valid) throw crash();
  const utc = new Date(date.getTime() - offsetMinutes(offset) * 60_000);
  return utc.toISOString().slice(0, 19) + trimmedFraction(fraction);
}

function trimmedFraction(fraction: string): string {
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}

function offsetMinutes(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}

/** Stored form of a moment. */
export function storeDate(date: Date): string {
  return date.toISOString().slice(0, 19) + trimmedFraction(date.toISOString().slice(20, 23));
}

/**
 * Prints a stored moment as rundb does: the fraction holds milliseconds in the place of microseconds, and is left out
 * when it is zero. docs/rundb.md, "Values"
 */
export function printDate(stored: string): string {
  const milliseconds = stored.slice(20, 23).padEnd(3, '0');
  const fraction = milliseconds === '000' ? '' : `.000${milliseconds}`;
  return `${stored.slice(0, 19)}${fraction}+00:00`;
}

/** The text that PostgreSQL makes of a stored moment, which text lookups see. */
export function dateText(stored: string): string {
  return `${stored.slice(0, 10)} ${stored.slice(11)}+00`;
}
