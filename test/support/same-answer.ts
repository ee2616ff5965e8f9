import type { Answer } from './ask.js';
import type { RecordedResponse } from './recordings.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Date-times of the years in which the recorded server was set up; the lab's own runs end before. */
const SET_UP_TIME = /\b20(?:2[5-9]|3\d)-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?/g;
const STRING_OR_BARE_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** Reads JSON that may hold bare NaN and Infinity. */
function readJson(text: string): unknown {
  return JSON.parse(
    text.replace(STRING_OR_BARE_NUMBER, (found) => (found.startsWith('"') ? found : `"${found}"`)),
  );
}

function sortQuery(link: string): string {
  const [path = '', query = ''] = link.split('?');
  return `${path}?${query.split('&').sort().join('&')}`;
}

function normaliseText(key: string, text: string): string {
  if (key === 'planShortID') return '<planShortID>';
  const marked = text.replace(UUID, '<uuid>').replace(SET_UP_TIME, '<time>');
  return key === 'next' || key === 'previous' ? sortQuery(marked) : marked;
}

/** The value without what may differ between two servers that hold the same lab. */
function normalise(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return normaliseText(key, value);
  if (Array.isArray(value)) return value.map((item) => normalise(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name.endsWith('args') ? '<args>' : normalise(item, name),
    ]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Where two normalised values part, first place only: path, recorded value, given value. */
function firstDifference(recorded: unknown, given: unknown, path: string): string | undefined {
  if (typeof recorded === 'string' && recorded.includes('<redacted>')) return undefined;
  if (!isObject(recorded) || !isObject(given) || Array.isArray(recorded) !== Array.isArray(given)) {
    return recorded === given
      ? undefined
      : `${path}: recorded ${JSON.stringify(recorded)}, given ${JSON.stringify(given)}`.slice(0, 400);
  }
  for (const name of new Set([...Object.keys(recorded), ...Object.keys(given)])) {
    const difference = firstDifference(recorded[name], given[name], `${path}.${name}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** The parts of an answer that name rows, as they are recorded. */
export function readAnswer({ headers, text }: Given): { at: string | undefined; body: unknown } {
  return { at: locationOf(headers), body: readGiven(text) };
}

type Given = Pick<Answer, 'status' | 'headers' | 'text'>;

function locationOf({ location }: Given['headers']): string | undefined {
  return location?.replace(/^https?:\/\/[^/]*/, '');
}

function readBody(recorded: RecordedResponse): unknown {
  return recorded.text === undefined ? recorded.body : readJson(recorded.text);
}

function readGiven(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return `no JSON: ${text.slice(0, 80)}`;
  }
}

/**
 * What makes an answer another than the recorded one, undefined when they are equal: status, media type, location and JSON,
 * after dropping the values of keys ending in `args`, marking UUIDs, short plan ids and times of the recorded server's
 * own days, and sorting the parameters of `next` and `previous`. Of other text only status and type count.
 */
export function findDifference(recorded: RecordedResponse, given: Given): string | undefined {
  if (recorded.status !== given.status) return `status: recorded ${recorded.status}, given ${given.status}`;
  const type = given.headers['content-type']?.split(';')[0];
  if (recorded.type !== type) return `type: recorded ${recorded.type}, given ${type}`;
  const location = locationOf(given.headers);
  if (recorded.location !== undefined && recorded.location !== location) {
    return `location: recorded ${recorded.location}, given ${location}`;
  }
  if (recorded.type !== 'application/json') return undefined;
  return firstDifference(normalise(readBody(recorded)), normalise(readGiven(given.text)), 'body');
}
