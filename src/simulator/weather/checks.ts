import { WeatherError } from './weather.js';

/** Throws a WeatherError when a value cannot be meant; `where` names its place. */
export type Check = (value: unknown, where: string) => void;

/** The error of a value in its place. */
export function unfit(value: unknown, where: string, wanted: string): WeatherError {
  return new WeatherError(`${where}: ${JSON.stringify(value) ?? String(value)} is no ${wanted}`);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A number between two; `step` 1 takes whole ones only. */
export function number(from: number, to: number, step?: 1): Check {
  const kind = step === 1 ? 'whole number' : 'number';
  const range = to === Infinity ? `from ${from} on` : `from ${from} to ${to}`;
  return (value, where) => {
    const isNumber = typeof value === 'number' && value >= from && value <= to;
    if (!isNumber || (step === 1 && !Number.isSafeInteger(value)))
      throw unfit(value, where, `${kind} ${range}`);
  };
}

export const boolean: Check = (value, where) => {
  if (typeof value !== 'boolean') throw unfit(value, where, 'true or false');
};

export const text: Check = (value, where) => {
  if (typeof value !== 'string') throw unfit(value, where, 'text');
};

/** One of some values. */
export function oneOf(...values: readonly unknown[]): Check {
  return (value, where) => {
    if (!values.includes(value))
      throw unfit(value, where, values.map((one) => JSON.stringify(one)).join(' or '));
  };
}

export function list(check: Check): Check {
  return (value, where) => {
    if (!Array.isArray(value)) throw unfit(value, where, 'list');
    for (const [place, item] of value.entries()) check(item, `${where}[${place}]`);
  };
}

/** An object whose keys may be any. */
export function record(check: Check): Check {
  return (value, where) => {
    if (!isObject(value)) throw unfit(value, where, 'object');
    for (const [name, item] of Object.entries(value)) check(item, `${where}.${name}`);
  };
}

/** An object that has the keys in `needed`, and no keys but those named. */
export function object(checks: Readonly<Record<string, Check>>, needed: readonly string[] = []): Check {
  return (value, where) => {
    if (!isObject(value)) throw unfit(value, where, 'object');
    for (const name of needed) if (!(name in value)) throw new WeatherError(`${where}: ${name} is missing`);
    for (const [name, item] of Object.entries(value)) {
      const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
      if (check === undefined) throw unfit(name, where, `key; keys are ${Object.keys(checks).join(', ')}`);
      if (item !== undefined) check(item, where === 'weather' ? name : `${where}.${name}`);
    }
  };
}
