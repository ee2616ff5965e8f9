import { readObject, isObject } from './envelope.js';
import type { Answer } from './exchange.js';

/** What a resource says of itself. docs/rundb.md, "Schema" */
export interface ResourceSchema {
  readonly fields: ReadonlySet<string>;
  /** Names that may be filtered; a filter by a name that is no field is ignored all the same. */
  readonly filtering: ReadonlySet<string>;
  readonly ordering: ReadonlySet<string>;
}

/** Reads the answer of `<resource>/schema/`. @throws RundbError `badResponse` for another shape */
export function readSchema(answer: Answer): ResourceSchema {
  const { fields, filtering, ordering } = readObject(answer);
  return { fields: namesOf(fields), filtering: namesOf(filtering), ordering: namesOf(ordering) };
}

/** Names come as the keys of an object, or as a list. */
function namesOf(value: unknown): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.map(String));
  return new Set(isObject(value) ? Object.keys(value) : []);
}
