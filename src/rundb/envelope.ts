import type { Page } from './client.js';
import { RundbError } from './error.js';
import type { Answer } from './exchange.js';
import { parseRundbJson } from './json.js';

type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Body of an answer that must be one object. @throws RundbError `badResponse` */
export function readObject(answer: Answer): JsonObject {
  const body = parseRundbJson(answer.text, answer.place);
  return isObject(body) ? body : misshapen(answer);
}

/** Body of a detail answer; see readPage. */
export function readRow<Row>(answer: Answer): Row {
  const body = parseRundbJson(answer.text, answer.place);
  return isRow<Row>(body) ? body : misshapen(answer);
}

/**
 * Body of a list: `{"meta": {"total_count": ...}, "objects": [...]}`; docs/rundb.md, "Paging". The fields of a row are
 * not looked at: whatever came for them, the readers of values.ts make of it what was declared.
 * @throws RundbError `badResponse` for any other shape
 */
export function readPage<Row>(answer: Answer): Page<Row> {
  const { meta, objects } = readObject(answer);
  const totalCount = isObject(meta) ? meta['total_count'] : undefined;
  if (!isCount(totalCount) || !Array.isArray(objects) || !objects.every(isRow<Row>)) return misshapen(answer);
  return { rows: objects, totalCount };
}

const isRow = <Row>(value: unknown): value is Row => isObject(value);

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function misshapen({ place }: Answer): never {
  throw new RundbError(
    'badResponse',
    `The Torrent Server answered ${place.resource} in a shape of its own.`,
    place,
  );
}
