import type { RundbClient } from '../../rundb/client.js';
import { RundbError, type RundbErrorKind } from '../../rundb/error.js';
import type { WireRow } from '../../rundb/resource.js';
import { resources } from '../../rundb/resources/index.js';
import type { Deadline } from './deadline.js';

export type StoredPlan = WireRow<typeof resources.plannedexperimentdb>;

/** A client whose requests end with the signal, and not when the caller leaves. */
export type OpenClient = (signal: AbortSignal) => RundbClient;

/** What may be over when the same is asked again. */
const passing: ReadonlySet<RundbErrorKind> = new Set([
  'serverError',
  'unavailable',
  'timeout',
  'badResponse',
  'overloaded',
]);

export const isPassing = (error: unknown): error is RundbError =>
  error instanceof RundbError && passing.has(error.kind);

/**
 * The plan of a GUID, asked for until there is an answer or no time left; undefined: the server says that it has none.
 * Of all resources this one shows the plan's own `metaData`. docs/rundb.md, "plannedexperiment"
 */
export async function lookUp(
  guid: string,
  open: OpenClient,
  deadline: Deadline,
): Promise<StoredPlan | undefined> {
  for (let round = 0; ; round += 1) {
    try {
      const where = [['planGUID', guid] as const, ['limit', '1'] as const];
      const { rows } = await open(deadline.forOne()).page(resources.plannedexperimentdb, where);
      return rows.find(({ planGUID }) => planGUID === guid);
    } catch (error) {
      if (!isPassing(error)) throw error;
      await deadline.pause(round);
      if (deadline.isNear) throw error;
    }
  }
}
