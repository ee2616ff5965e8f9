// A gateway under test: what it is asked, and whether its answers are right.
import { post } from './connection.js';
import { leaves, workloads } from './workloads.js';

/** What every caller sends; the upstream wants it, so each gateway passes it on. */
export const credentials = 'ApiKey bench:key';

/** One gateway: where it listens, what it is asked, and which answers have been checked. */
export function gateway(name, url, queries, pid) {
  return {
    name,
    url,
    pid,
    plans: Object.fromEntries(
      Object.entries(workloads)
        .filter(([key]) => queries[key])
        .map(([key, { variables }]) => {
          const query = queries[key];
          return [
            key,
            variables.map((values) => ({
              values,
              checked: null,
              bytes: post(
                url,
                {
                  query,
                  variables: Object.fromEntries(
                    Object.entries(values).filter(([v]) => query.includes(`$${v}`) || !query.includes('{')),
                  ),
                },
                credentials,
              ),
            })),
          ];
        }),
    ),
  };
}
/** Floats may be rounded in their last digits (Tailcall's are), and an instant may be printed in another form. */
const instant = (text) => (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN);
const isSame = (want, got) =>
  Math.abs(want - got) <= 1e-12 * Math.abs(want) || instant(want) === instant(got);
export function check(plan, key, { status, body }) {
  if (plan.checked?.equals(body)) return;
  let answer;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new Error(`status ${status}, not JSON: ${body.subarray(0, 200)}`);
  }
  if (answer.errors) throw new Error(`errors: ${JSON.stringify(answer.errors).slice(0, 300)}`);
  const got = leaves(answer.data),
    want = workloads[key].expected(plan.values).map(String);
  const at = want.findIndex((value, i) => value !== got[i] && !isSame(value, got[i]));
  if (at >= 0 || got.length !== want.length)
    throw new Error(
      `wrong answer: ${got.length} leaves of ${want.length}, first difference at ${at}: ${got[at]} for ${want[at]}`,
    );
  plan.checked = Buffer.from(body);
}
