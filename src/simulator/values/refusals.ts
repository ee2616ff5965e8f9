import { Refusal, SORRY } from '../api.js';

/** 400 with rundb's text, in which `<`, `>` and `&` are escaped. docs/rundb.md, "Error bodies" */
export function badRequest(text: string): Refusal {
  return new Refusal(400, { error: escapeMarkup(text) });
}

/** 400 of a value that does not fit its column. docs/rundb.md, "Filters" */
export function mismatchedType(): Refusal {
  return badRequest('Invalid resource lookup data provided (mismatched type).');
}

/** 500 of an unhandled failure inside rundb. docs/rundb.md, "Error bodies" */
export function crash(): Refusal {
  return new Refusal(500, SORRY);
}

/** 404 with a body: the key has a wrong type, or the path does not exist. */
export function badKey(): Refusal {
  return new Refusal(404, SORRY);
}

/** 404 without a body: no such row. */
export function missingRow(): Refusal {
  return new Refusal(404, null);
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
