import { boolean, type Check, isObject, list, number, object, oneOf, record, text, unfit } from './checks.js';
import { WEATHERS } from './real-server.js';
import { type Cost, type Fault, type Fit, type Weather, WeatherError } from './weather.js';

type Checks<T> = Record<keyof T, Check>;

/** The longest time that a timer can wait. */
const LONGEST = 2 ** 31 - 1;
const milliseconds = number(0, LONGEST);
const count = number(1, Infinity, 1);

const stretch: Check = (value, where) => {
  if (!isObject(value)) return milliseconds(value, where);
  object({ from: milliseconds, to: milliseconds }, ['from', 'to'])(value, where);
  if (Number(value['from']) > Number(value['to'])) throw new WeatherError(`${where}: from is more than to`);
};

const COST: Checks<Cost> = { perRequest: stretch, perRow: record(milliseconds) };

const delay: Check = (value, where) => {
  if (isObject(value)) return ('from' in value || 'to' in value ? stretch : object(COST))(value, where);
  if (typeof value === 'number') return milliseconds(value, where);
  if (value !== 'real')
    throw unfit(value, where, 'number of milliseconds, {from, to}, {perRequest, perRow} or "real"');
};

const pattern: Check = (value, where) => {
  text(value, where);
  try {
    new RegExp(String(value));
  } catch {
    throw unfit(value, where, 'regular expression');
  }
};

const method: Check = (value, where) => (Array.isArray(value) ? list(text) : text)(value, where);

const FIT: Checks<Fit> = {
  method,
  path: text,
  pattern,
  skip: number(0, Infinity, 1),
  every: count,
  probability: number(0, 1),
  next: count,
};

const body: Check = (value, where) =>
  (isObject(value) ? object({ text }, ['text']) : oneOf('truncated', 'garbled', 'wrong'))(value, where);

const FAULT: Checks<Fault> = {
  answer: oneOf(500, 502, 503, 504, 'maintenance', 'login'),
  cut: oneOf('before', 'middle', 'after'),
  hang: oneOf(true),
  body,
  slow: object({ pieces: count, pause: milliseconds }, ['pieces', 'pause']),
  done: boolean,
};

const FAULTS: readonly (keyof Fault)[] = ['answer', 'cut', 'hang', 'body', 'slow'];

/** A rule has to do something, and can do only one thing beside a delay. */
const rule: Check = (value, where) => {
  object({ ...FIT, delay, ...FAULT })(value, where);
  const named = isObject(value) ? Object.keys(value) : [];
  const faults = FAULTS.filter((name) => named.includes(name));
  if (faults.length > 1) throw new WeatherError(`${where}: ${faults.join(' and ')} exclude each other`);
  if (faults.length === 0 && !named.includes('delay')) {
    throw new WeatherError(`${where}: does nothing; give it a delay or one of ${FAULTS.join(', ')}`);
  }
  if (named.includes('done') && faults[0] !== 'answer' && faults[0] !== 'hang') {
    throw new WeatherError(`${where}: done goes with answer and hang only`);
  }
};

const WEATHER: Checks<Weather> = {
  seed: number(0, 2 ** 32 - 1, 1),
  atOnce: count,
  delay,
  rules: list(rule),
};

function isWeather(value: unknown): value is Weather {
  object(WEATHER)(value, 'weather');
  return true;
}

/**
 * Reads a description of weather, or the name of one that comes along. Throws a WeatherError that says what cannot be
 * meant.
 */
export function readWeather(description: unknown): Weather {
  if (description === 'real' || description === 'maintenance') return WEATHERS[description];
  if (typeof description === 'string') {
    throw unfit(description, 'weather', `name; names are ${Object.keys(WEATHERS).join(', ')}`);
  }
  // Later changes of the caller's object must not reach the rules.
  const copy: unknown = structuredClone(description);
  if (!isWeather(copy)) throw unfit(description, 'weather', 'object');
  return copy;
}
