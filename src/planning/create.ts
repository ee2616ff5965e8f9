import { RundbError } from '../rundb/error.js';
import { resources } from '../rundb/resources/index.js';
import { readRefusal } from './answers/refusal.js';
import { ownKey } from './checks/extras.js';
import { examine, type Examined } from './examine.js';
import { type Finding, finding, Findings } from './findings.js';
import { isMap } from './json-map.js';
import type { Deadline } from './once/deadline.js';
import { guidOfKey, randomGuid } from './once/guid.js';
import { makeLinks, missingLinks, warnOfLinks } from './once/links.js';
import { lookUp, metaDataOf, type PlanAnswer, type PlanFound } from './once/look-up.js';
import { makeOnce } from './once/make-once.js';
import { fingerprint, type Mark, readMark, withMark } from './once/mark.js';
import { sayNothingSent } from './once/way-on.js';
import type { PlanInput } from './plan-input.js';
import type { Creation, PlanOrder, PlanServer } from './planner.js';
import { applyTemplate } from './template.js';
import { type WireBody, writePlan } from './wire/write-plan.js';

/** One mutation at work: what it is to make, under which GUID, and until when. */
interface Work {
  readonly order: PlanOrder;
  readonly server: PlanServer;
  readonly deadline: Deadline;
  readonly guid: string;
  /** What the plan will be known by; undefined without a key: then nobody else asks for its GUID. */
  readonly mark: Mark | undefined;
}

const longestKey = 255;

/** @throws RundbError where nothing was made, or nobody can say whether */
export async function createPlan(
  order: PlanOrder,
  server: PlanServer,
  deadline: Deadline,
): Promise<Creation> {
  const wrong = wrongKey(order.idempotencyKey);
  if (wrong) return refused([wrong], []);
  // The lists are read while a plan of the same key is waited for.
  const examining = examineOrder(order, server, deadline);
  examining.catch(() => undefined);
  try {
    const work = await identify(order, server, deadline);
    return await server.turns.run(work.guid, deadline.signal, (isSeen) => make(work, examining, isSeen));
  } catch (error) {
    if (error instanceof RundbError && error.kind === 'unauthenticated') server.remembered.forget();
    throw sayNothingSent(error, order.idempotencyKey);
  }
}

/** Undefined facts: there is no such template, and nothing to check. */
type ExaminedOrder = Examined | { readonly found: Findings; readonly facts?: never; readonly plan?: never };

async function examineOrder(
  order: PlanOrder,
  server: PlanServer,
  deadline: Deadline,
): Promise<ExaminedOrder> {
  if (!order.template) return examine(order.plan, server, deadline);
  const found = new Findings();
  const plan = await applyTemplate(order.template, order.plan, server.open(deadline.signal), found);
  if (!plan) return { found };
  const examined = await examine(plan, server, deadline);
  examined.found.warnAlso(found.warnings);
  return examined;
}

function wrongKey(key: string | null | undefined): Finding | undefined {
  if (key === null || key === undefined || (key.length > 0 && key.length <= longestKey)) return undefined;
  const code = key === '' ? 'REQUIRED' : 'TOO_LONG';
  return finding(['idempotencyKey'], code, `A key has 1 to ${longestKey} characters; leave it out for none.`);
}

async function identify(order: PlanOrder, server: PlanServer, deadline: Deadline): Promise<Work> {
  const { idempotencyKey: key, sent } = order;
  const work = { order, server, deadline };
  if (key === null || key === undefined) return { ...work, guid: randomGuid(), mark: undefined };
  const { username } = await server.remembered.recall('account', () =>
    server.open(deadline.signal).account(),
  );
  const mark = { input: fingerprint(sent), attempt: randomGuid() };
  return { ...work, guid: guidOfKey(username, key), mark };
}

/** What was at work here before is looked up before it is tried: a GUID that is taken makes the server fail. */
async function make(work: Work, examining: Promise<ExaminedOrder>, isSeen: boolean): Promise<Creation> {
  const { guid, mark, server, deadline } = work;
  const lookUpShared = () => (mark ? lookUp(guid, server.open, deadline) : undefined);
  const before = isSeen ? await lookUpShared() : undefined;
  if (before) return found(work, before);
  const { plan, facts, found: findings } = await examining;
  if (!plan || findings.errors.length > 0) {
    // A key whose plan is there keeps it, whatever the server has lost since.
    const stored = await lookUpShared();
    return stored ? found(work, stored) : refused(findings.errors, findings.warnings);
  }
  // Nothing is under way yet, and a caller who has gone would not learn of it.
  if (server.gone.aborted) throw gone();
  const body = bodyOf(work, writePlan(plan, facts));
  return send(work, { plan, body, warnings: findings.warnings });
}

/** What is sent: a plan that passed the checks, in rundb's keys, and what they would have someone look at. */
interface Ready {
  readonly plan: PlanInput;
  readonly body: WireBody;
  readonly warnings: readonly Finding[];
}

function bodyOf({ guid, mark }: Work, body: WireBody): WireBody {
  return { ...body, planGUID: guid, ...(mark && { metaData: withMark(body['metaData'], mark) }) };
}

async function send(work: Work, ready: Ready): Promise<Creation> {
  const { guid, mark, server, deadline } = work;
  const { plan, body, warnings } = ready;
  const outcome = await makeOnce({ guid, body, isShared: mark !== undefined }, server.open, deadline);
  if (plan.projects && outcome.kind !== 'refused') server.remembered.forget('projects');
  switch (outcome.kind) {
    case 'found':
      return found(work, outcome.plan, ready);
    case 'refused':
      // Some list that let this pass is out of date.
      server.remembered.forget();
      return refused(readRefusal(outcome.reasons, plan), warnings);
    case 'made':
      return {
        plan: { resource: 'plannedexperiment', row: outcome.row },
        created: true,
        userErrors: [],
        warnings: [
          ...warnings,
          ...readRefusal(outcome.warnings ?? {}, plan),
          ...droppedPlugins(plan, outcome.row),
        ],
      };
  }
}

/** rundb drops without a word what it does not take for a plugin. docs/rundb.md, "Creating a plan" */
function droppedPlugins({ plugins }: PlanInput, { selectedPlugins }: PlanAnswer): Finding[] {
  const kept = isMap(selectedPlugins) ? Object.keys(selectedPlugins) : [];
  return (plugins ?? []).flatMap(({ name }, index) =>
    kept.includes(name)
      ? []
      : [finding(['plugins', index], 'REFUSED_BY_RUNDB', `The server did not take the plugin ${name}.`)],
  );
}

/** A plan that was there when it was looked up: this mutation's own, an equal one's, or another's of the same key. */
async function found(work: Work, plan: PlanFound, ready?: Ready): Promise<Creation> {
  const { mark } = work;
  const kept = readMark(metaDataOf(plan));
  if (mark && kept && kept.input !== mark.input) return refused([conflict(plan)], []);
  const created = !mark || kept?.attempt === mark.attempt;
  const links = await checkLinks(work, plan, created, ready);
  const warnings = [...(ready?.warnings ?? []), ...links, ...(mark && !kept ? [untold()] : [])];
  return { plan, created, userErrors: [], warnings };
}

/** Of a plan of this mutation's own they are made good; of others someone may have taken them away on purpose. */
async function checkLinks(
  { order, server, deadline }: Work,
  stored: PlanFound,
  created: boolean,
  ready: Ready | undefined,
): Promise<readonly Finding[]> {
  if (!created || !ready) return warnOfLinks(missingLinks(stored, ready?.plan ?? order.plan));
  return makeLinks(server.open(deadline.forOne()), stored, ready.plan, ready.body);
}

function conflict({ row: { planShortID } }: PlanFound): Finding {
  const message = `This key has made plan ${planShortID ?? ''} of another input; take another key for another plan.`;
  return finding(['idempotencyKey'], 'IDEMPOTENCY_CONFLICT', message);
}

function untold(): Finding {
  const message =
    `The plan of this key does not say of which input it was made (${ownKey} in its metaData is gone, or this server ` +
    'does not show it): see for yourself whether it is the one that you mean.';
  return finding(['idempotencyKey'], 'IDEMPOTENCY_CONFLICT', message);
}

function gone(): RundbError {
  const place = { resource: resources.plannedexperiment.path };
  return new RundbError('cancelled', 'The caller has gone before the plan was made.', place);
}

function refused(userErrors: readonly Finding[], warnings: readonly Finding[]): Creation {
  return { plan: undefined, created: false, userErrors, warnings };
}
