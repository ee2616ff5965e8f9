import { readFileSync } from 'node:fs';
import { readFlagNumber } from '../flag-numbers.js';
import { WEATHERS } from './real-server.js';
import { readWeather } from './read-weather.js';
import { type Delay, type Weather, WeatherError } from './weather.js';

/** The flags of the command line that are about weather, as given. */
export interface WeatherFlags {
  /** Name of a weather that comes along, or a file of JSON. */
  readonly weather?: string | undefined;
  /** Milliseconds, two numbers of them with a dash between, or `real`. */
  readonly delay?: string | undefined;
  readonly 'at-once'?: string | undefined;
}

function readFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const names = Object.keys(WEATHERS).join(' nor ');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`--weather: "${file}" is neither ${names} nor a file of JSON: ${reason}`, {
      cause: error,
    });
  }
}

function readDescription(name: string): Weather {
  try {
    return readWeather(Object.hasOwn(WEATHERS, name) ? name : readFile(name));
  } catch (error) {
    throw error instanceof WeatherError ? new Error(`--weather: ${error.message}`, { cause: error }) : error;
  }
}

const LONGEST = 2 ** 31 - 1;

function readDelay(text: string): Delay {
  if (text === 'real') return text;
  const [from = '', to] = text.split('-');
  const number = readFlagNumber('delay', from, 0, LONGEST, false);
  return to === undefined
    ? number
    : { from: number, to: readFlagNumber('delay', to, number, LONGEST, false) };
}

/** The weather that flags describe, undefined for none. Throws an Error of one line that names the flag. */
export function readWeatherFlags(flags: WeatherFlags): Weather | undefined {
  const { weather, delay, 'at-once': atOnce } = flags;
  if (weather === undefined && delay === undefined && atOnce === undefined) return undefined;
  return {
    ...(weather !== undefined && readDescription(weather)),
    ...(delay !== undefined && { delay: readDelay(delay) }),
    ...(atOnce !== undefined && { atOnce: readFlagNumber('at-once', atOnce, 1, Infinity, true) }),
  };
}
