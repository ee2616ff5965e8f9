import { JSON_TYPE } from './reply.js';

export const JSONP_TYPE = 'text/javascript';

/** The types that rundb can write, see docs/rundb.md, "Content negotiation". */
export type Format = typeof JSON_TYPE | typeof JSONP_TYPE;

interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

function readRange(text: string): Range | undefined {
  const [full = '', ...parameters] = text.split(';').map((part) => part.trim());
  const [type, subtype, ...rest] = (full === '*' ? '*/*' : full).split('/');
  if (type === undefined || subtype === undefined || rest.length > 0) return undefined;
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { type, subtype, quality: quality >= 0 && quality <= 1 ? quality : 1 };
}

/** How well a range names a type, 0 for not at all: the exact type before the family before anything. */
function fitness(range: Range, written: Format): number {
  const [type, subtype] = written.split('/');
  if (range.type !== type && range.type !== '*') return 0;
  if (range.subtype !== subtype && range.subtype !== '*') return 0;
  return 1 + (range.type === type ? 100 : 0) + (range.subtype === subtype ? 10 : 0);
}

function bestRange(ranges: readonly Range[], written: Format): readonly [fitness: number, quality: number] {
  return ranges.reduce<readonly [number, number]>(
    (best, range) => {
      const found = fitness(range, written);
      return found > best[0] ? [found, range.quality] : best;
    },
    [0, 0],
  );
}

/** The type an Accept header asks for: JSON when it names none of ours, undefined when it cannot be read. */
export function acceptedFormat(accept: string): Format | undefined {
  const ranges: Range[] = [];
  for (const text of accept.split(',')) {
    if (text.trim() === '') continue;
    const range = readRange(text);
    if (range === undefined) return undefined;
    ranges.push(range);
  }
  const [json, jsonp] = [bestRange(ranges, JSON_TYPE), bestRange(ranges, JSONP_TYPE)];
  const isJsonpBetter = jsonp[0] > json[0] || (jsonp[0] === json[0] && jsonp[1] > json[1]);
  return isJsonpBetter && jsonp[1] > 0 ? JSONP_TYPE : JSON_TYPE;
}
