import { encodeValue } from './address.js';
import { UnsendableValueError } from './error.js';
import type { Parameters } from './resource.js';

/** Bytes of filters in one request; the rest of its line is for order, page and what continues it. docs/rundb.md, "Transport" */
const mostBytes = 6 * 1024;

/** Whether these filters leave room in a request line for an order and a page. */
export function fitRequest(parameters: Parameters): boolean {
  return sizeOf(parameters) <= mostBytes;
}

/**
 * Parts filters that are too long for one request into several whose rows together are the same: by the longest of
 * their `__in` lists. A row may come in more than one part.
 * @throws UnsendableValueError where no list is left to be parted
 */
export function splitParameters(parameters: Parameters): Parameters[] {
  if (fitRequest(parameters)) return [parameters];
  const [longest] = parameters
    .filter(([name, value]) => name.endsWith('__in') && new Set(value.split(',')).size > 1)
    .toSorted((one, other) => other[1].length - one[1].length);
  if (!longest) {
    throw new UnsendableValueError('The filters are longer than a Torrent Server takes in one request.');
  }
  const room = mostBytes - sizeOf(parameters.filter((parameter) => parameter !== longest));
  const parts = splitValues(longest[1].split(','), Math.max(room - longest[0].length - 2, mostBytes / 4));
  return parts.flatMap((values) =>
    splitParameters(
      parameters.map((parameter) => (parameter === longest ? [longest[0], values] : parameter)),
    ),
  );
}

/** At least two parts. A value alone is sent twice, for it may be a text that is no list. docs/rundb.md, "Filters" */
function splitValues(values: readonly string[], room: number): string[] {
  const middle = Math.ceil(values.length / 2);
  const parts: string[][] = [[]];
  let bytes = 0;
  for (const value of values) {
    const size = encodeValue(value).length + 1;
    const part = parts.at(-1);
    if (part && part.length > 0 && (bytes + size > room || part.length >= middle)) {
      parts.push([value]);
      bytes = size;
    } else {
      part?.push(value);
      bytes += size;
    }
  }
  return parts.map((part) => (part.length === 1 ? [...part, ...part] : part).join(','));
}

function sizeOf(parameters: Parameters): number {
  return parameters.reduce((sum, [name, value]) => sum + name.length + encodeValue(value).length + 2, 0);
}
