import { RundbError } from '../../rundb/error.js';
import { resources } from '../../rundb/resources/index.js';
import { isMap } from '../json-map.js';
import type { WireBody } from '../wire/write-plan.js';
import type { Deadline } from './deadline.js';
import { isPassing, lookUp, type OpenClient, type PlanAnswer, type PlanFound } from './look-up.js';
import { PlanOutcomeError } from './way-on.js';

/** One plan to be made under a GUID of its own. */
export interface Order {
  readonly guid: string;
  /** Holds the GUID. */
  readonly body: WireBody;
  /** Whether others may have made the plan of this GUID. */
  readonly isShared: boolean;
}

export type Outcome =
  /** rundb's answer to the POST, and what else it told. */
  | { readonly kind: 'made'; readonly row: PlanAnswer; readonly warnings: unknown }
  /** The plan is there, by one of these requests or by somebody else's. */
  | { readonly kind: 'found'; readonly plan: PlanFound }
  /** rundb's reasons; nothing is stored. */
  | { readonly kind: 'refused'; readonly reasons: unknown };

/** So often rundb may fail by itself on one plan, storing none: that is mostly for a value, and no passing trouble. */
const mostCrashes = 3;

/**
 * Makes a plan that may be asked for again and again: a GUID is unique on a server, races included, and where it is not
 * certain what became of a POST, its plan is looked up before the next. docs/rundb.md, "What creation does"
 * @throws RundbError where nothing was made, or where that cannot be told within the deadline; its message says which
 */
export async function makeOnce(order: Order, open: OpenClient, deadline: Deadline): Promise<Outcome> {
  let crashes = 0;
  for (let round = 0; ; round += 1) {
    const outcome = await post(order, open, deadline);
    if (!(outcome instanceof RundbError)) return outcome;
    if (!isPassing(outcome)) throw round === 0 ? outcome : unknown(order, outcome);
    const plan = await lookUpAfter(order, open, deadline);
    if (plan) return { kind: 'found', plan };
    crashes = outcome.status === 500 ? crashes + 1 : 0;
    if (crashes === mostCrashes) throw crashed(outcome);
    await deadline.pause(round);
    if (deadline.isNear) throw unknown(order, outcome);
  }
}

/** One POST; what it failed with, if that is not rundb's refusal. */
async function post(order: Order, open: OpenClient, deadline: Deadline): Promise<Outcome | RundbError> {
  const { body, guid } = order;
  try {
    const { row } = await open(deadline.forOne()).create(resources.plannedexperiment, body);
    if (row && isPlanOf(row, guid)) return { kind: 'made', row, warnings: warningsIn(row) };
    return unreadable();
  } catch (error) {
    if (!(error instanceof RundbError)) throw error;
    const reasons = reasonsOf(error);
    if (reasons === undefined) return error;
    const plan = order.isShared ? await lookUpAfter(order, open, deadline) : undefined;
    return plan ? { kind: 'found', plan } : { kind: 'refused', reasons };
  }
}

function lookUpAfter(order: Order, open: OpenClient, deadline: Deadline): Promise<PlanFound | undefined> {
  return lookUp(order.guid, open, deadline).catch((error: unknown) => {
    throw unknown(order, error);
  });
}

function isPlanOf(row: PlanAnswer, guid: string): boolean {
  return isMap(row) && row.planGUID === guid && row.id !== undefined;
}

function warningsIn(row: object): unknown {
  return 'Warnings' in row ? row.Warnings : undefined;
}

function reasonsOf({ kind, detail }: RundbError): unknown {
  return kind === 'badRequest' && isMap(detail) ? detail['error'] : undefined;
}

const place = { resource: resources.plannedexperiment.path };

function unreadable(): RundbError {
  return new RundbError('badResponse', 'The answer of the Torrent Server is no plan.', place);
}

function crashed(last: RundbError): RundbError {
  const message =
    `The Torrent Server failed on this plan ${mostCrashes} times and stored none. ` +
    'Mostly that is for a value that it cannot store, such as a text that is too long; else send it again later.';
  return new PlanOutcomeError('serverError', message, last);
}

/** What the caller is to do when nobody can say whether there is a plan. */
function unknown({ guid, isShared }: Order, error: unknown): unknown {
  if (!(error instanceof RundbError)) return error;
  const way = isShared
    ? 'Send the same input with the same idempotencyKey again: no second plan is made.'
    : `Look for the plan of GUID ${guid} before you send it again.`;
  const message = `It is not known whether the plan was made. ${error.message} ${way}`;
  return new PlanOutcomeError(error.kind, message, error);
}
