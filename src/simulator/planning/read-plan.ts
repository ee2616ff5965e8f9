import type { WriteRequest } from '../api.js';
import { readBothWays } from '../writing/read-body.js';
import type { PlanData } from './plan-question.js';

/** Keys whose values are kept as JSON, fractions in them as texts. docs/rundb.md, "Values" */
const KEPT_AS_JSON = ['barcodedSamples', 'metaData', 'selectedPlugins'];

/** What the body of a request says about a plan. Refuses what is no JSON object. */
export function readPlan(request: WriteRequest): PlanData {
  const { data, exact } = readBothWays(request);
  const blobs = KEPT_AS_JSON.filter((key) => key in data).map((key) => [key, exact[key]]);
  return { ...data, ...Object.fromEntries(blobs) };
}
