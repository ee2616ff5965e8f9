/**
 * Readers of single wire values. rundb prints one column differently from release to release, and 64-bit integers
 * as text always (docs/rundb.md, "Values"); these accept every form, and give undefined for what is none of them.
 */

const integerText = /^[+-]?\d+$/;
const numberText = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite number, from a number or its text; undefined for null, NaN, an empty or any other text. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const number = numberText.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** An integer of at most 2^53-1; a fraction, which old servers print in some counts, is rounded. */
export function readInteger(value: unknown): number | undefined {
  const number = readNumber(value);
  if (number === undefined) return undefined;
  const integer = Math.round(number);
  return Number.isSafeInteger(integer) ? integer : undefined;
}

/** A text as it is, the empty one included; numbers and flags as their text. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A flag, from a boolean or from Python's words for it. */
export function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'True' || value === 'true' || value === 1) return true;
  if (value === false || value === 'False' || value === 'false' || value === 0) return false;
  return undefined;
}

const instantText = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * A point in time. rundb prints milliseconds in the place of the microseconds: `39.000777` is 39.777 seconds. A date
 * alone is its midnight, a time without offset is UTC.
 */
export function readInstant(value: unknown): Date | undefined {
  const [, day, time = '00:00:00', fraction = '', offset = 'Z'] =
    typeof value === 'string' ? (instantText.exec(value.trim()) ?? []) : [];
  if (day === undefined) return undefined;
  const instant = new Date(`${day}T${time}.${millisecondsOf(fraction)}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Three digits. Six digits above 000999 can only be true microseconds, and any other length a true fraction. */
function millisecondsOf(fraction: string): string {
  return fraction.length === 6 && fraction.startsWith('000')
    ? fraction.slice(3)
    : fraction.padEnd(3, '0').slice(0, 3);
}

const lastSegment = /\/([^/]+)\/?$/;
/** Resources whose key is a name, also where the name is a number. docs/rundb.md, "Detail and set" */
const namedResources = ['/rig', '/publisher'];
const namedResource = /\/(rig|publisher)\/[^/]+\/?$/;

/**
 * Key of the row at the other end of a relation, from its URI, the embedded row, or the key itself: a number, but for
 * resources whose key is a name. Undefined where there is no relation. docs/rundb.md, "Relations on the wire"
 */
export function keyOf(link: unknown): number | string | undefined {
  if (typeof link === 'number') return Number.isSafeInteger(link) ? link : undefined;
  if (typeof link === 'string') return keyOfUri(link);
  if (typeof link !== 'object' || link === null) return undefined;
  if ('id' in link && isKey(link.id)) return typeof link.id === 'string' ? numbered(link.id) : link.id;
  return 'resource_uri' in link && typeof link.resource_uri === 'string'
    ? keyOfUri(link.resource_uri)
    : undefined;
}

function keyOfUri(uri: string): number | string | undefined {
  return numberAtEnd(uri) ?? segmentAtEnd(uri);
}

const [slash, zero, nine] = [0x2f, 0x30, 0x39];
const mostDigits = 15;

/** Nearly all links end in a short number, and lists hold thousands of them: it is read without a pattern. */
function numberAtEnd(uri: string): number | undefined {
  const end = uri.length - 1;
  if (uri.charCodeAt(end) !== slash) return undefined;
  let number = 0;
  let at = end - 1;
  for (let unit = 1; at >= 0; at -= 1, unit *= 10) {
    const code = uri.charCodeAt(at);
    if (code < zero || code > nine) break;
    number += (code - zero) * unit;
  }
  const digits = end - 1 - at;
  const isNumber = digits > 0 && digits <= mostDigits && at > 0 && uri.charCodeAt(at) === slash;
  return isNumber && !namedResources.some((name) => uri.endsWith(name, at)) ? number : undefined;
}

function segmentAtEnd(uri: string): number | string | undefined {
  const segment = lastSegment.exec(uri)?.[1];
  if (segment === undefined) return uri === '' ? undefined : numbered(uri);
  return namedResource.test(uri) ? decoded(segment) : numbered(decoded(segment));
}

function numbered(key: string): number | string {
  return integerText.test(key) && Number.isSafeInteger(Number(key)) ? Number(key) : key;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const isKey = (value: unknown): value is number | string =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

/** Whether a name stands for none: rundb keeps null, an empty text and the word for it side by side. */
export function isBlankName(name: string | null | undefined): boolean {
  return name === undefined || name === null || name === '' || name === 'none' || name === 'None';
}
