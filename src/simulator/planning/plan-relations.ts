import type { Row } from '../api.js';
import { badKey } from '../values/refusals.js';
import { resolveUri } from '../writing/resolve-uri.js';
import type { Writing } from '../writing/writing.js';
import type { PlanData } from './plan-question.js';

/** Keys that hold the URI of a row, and the resource that it is of. */
const URIS = { applicationGroup: 'applicationgroup', sampleGrouping: 'samplegrouptype_cv' } as const;

/** Foreign keys of a plan for the URIs that were sent. Refuses URIs of rows that there are not. */
export function relationColumns({ around }: Writing, data: PlanData): Row {
  const columns: Row = {};
  for (const [key, resource] of Object.entries(URIS)) {
    const uri = data[key];
    if (uri === undefined) continue;
    if (uri !== null && typeof uri !== 'string') throw badKey();
    columns[key] = uri === null ? null : resolveUri(around.find(resource), uri)['id'];
  }
  return columns;
}
