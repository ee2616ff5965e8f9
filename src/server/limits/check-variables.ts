import { tooComplex } from './check-document.js';

/** Deeper than any input of the schema is meant to be filled in. */
const mostLevels = 50;

/**
 * Refuses variables that hold more values than are accepted, or hold them deeper than anything could be meant.
 * @throws HttpRefusal 400 QUERY_TOO_COMPLEX
 */
export function checkVariables(variables: unknown, mostValues: number): void {
  let level: unknown[] = [variables];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (values > mostValues + 1) throw tooComplex(`The variables hold more than ${mostValues} values.`);
    if (depth > mostLevels) throw tooComplex(`The variables go deeper than ${mostLevels} levels.`);
    level = level.flatMap(within);
  }
}

function within(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
