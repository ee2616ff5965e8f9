import type { RundbClient } from '../../rundb/client.js';
import { RundbError, type RundbErrorKind } from '../../rundb/error.js';
import type { WireRow } from '../../rundb/resource.js';
import { resources } from '../../rundb/resources/index.js';
import type { Deadline } from './deadline.js';

export type PlanAnswer = WireRow<typeof resources.plannedexperiment>;

/** A row of a plan, and the resource that it came from. */
export type PlanFound =
  | { readonly resource: 'plannedexperiment'; readonly row: PlanAnswer }
  | { readonly resource: 'plannedexperimentdb'; readonly row: WireRow<typeof resources.plannedexperimentdb> };

/** The plan's own `metaData`; undefined where the server has no resource that shows it. */
export function metaDataOf(plan: PlanFound): unknown {
  return plan.resource === 'plannedexperimentdb' ? plan.row.metaData : undefined;
}

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
): Promise<PlanFound | undefined> {
  for (let round = 0; ; round += 1) {
    try {
      return await ask(guid, open(deadline.forOne()));
    } catch (error) {
      if (!isPassing(error)) throw error;
      await deadline.pause(round);
      if (deadline.isNear) throw error;
    }
  }
}

async function ask(guid: string, client: RundbClient): Promise<PlanFound | undefined> {
  const where = [['planGUID', guid] as const, ['limit', '1'] as const];
  try {
    const { rows } = await client.page(resources.plannedexperimentdb, where);
    const row = rows.find(({ planGUID }) => planGUID === guid);
    return row && { resource: 'plannedexperimentdb', row };
  } catch (error) {
    // Servers of old releases do not have it. docs/rundb.md, "Versions"
    if (!(error instanceof RundbError) || error.kind !== 'notFound') throw error;
    const { rows } = await client.page(resources.plannedexperiment, where);
    const row = rows.find(({ planGUID }) => planGUID === guid);
    return row && { resource: 'plannedexperiment', row };
  }
}
