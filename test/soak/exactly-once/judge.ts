import type { Lab } from '../../../src/simulator/api.js';
import type { Order } from './orders.js';
import type { Sending } from './place-orders.js';

/** Errors of a Torrent Server or a way to it that is not well; what was asked for may be asked for again. */
const passing: ReadonlySet<string> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_ERROR',
  'UPSTREAM_OVERLOADED',
  // Of the proxy before several gateways.
  'GATEWAY_UNAVAILABLE',
]);

/** What did not hold: for each key one plan stored, every plan told of stored, every other answer an error that says what to do. */
export function judge(orders: readonly Order[], sendings: readonly Sending[], lab: Plans): string[] {
  const stored = storedByName(lab);
  const byKey = new Map(orders.map(({ key }) => [key, [] as Sending[]]));
  for (const sending of sendings) byKey.get(sending.order.key)?.push(sending);
  return [...byKey].flatMap(([key, own]) => [
    ...judgeStored(key, own, stored.get(key) ?? []),
    ...own.flatMap((sending) => judgeAnswer(key, sending)),
  ]);
}

/** The lab, or what of it was read. */
export type Plans = Pick<Lab, 'rows'>;

type Rows = readonly Readonly<Record<string, unknown>>[];

const nameOf = (row: Rows[number]) => row['planDisplayedName'];

/** Whether a plan of this name is there. */
export function hasPlan(lab: Plans, name: string): boolean {
  return lab.rows('plannedexperiment').some((row) => nameOf(row) === name);
}

function storedByName(lab: Plans): Map<unknown, Rows> {
  const byName = new Map<unknown, Rows>();
  for (const row of lab.rows('plannedexperiment')) {
    byName.set(nameOf(row), [...(byName.get(nameOf(row)) ?? []), row]);
  }
  return byName;
}

/** The outcome in numbers, for the report. */
export function tally(
  orders: readonly Order[],
  sendings: readonly Sending[],
  lab: Plans,
): Record<string, number> {
  const stored = storedByName(lab);
  const plansOf = ({ key }: Order) => (stored.get(key) ?? []).length;
  const guids = new Set(lab.rows('plannedexperiment').map((row) => row['planGUID']));
  const told = sendings.flatMap(({ outcome }) => (outcome.kind === 'plan' ? [outcome.plan.guid] : []));
  return {
    keys: orders.length,
    'keys with exactly one plan': orders.filter((order) => plansOf(order) === 1).length,
    'keys with more than one plan': orders.filter((order) => plansOf(order) > 1).length,
    'keys without a plan': orders.filter((order) => plansOf(order) === 0).length,
    'plans told of that are not stored': told.filter((guid) => !guids.has(guid)).length,
  };
}

function judgeStored(key: string, sendings: readonly Sending[], rows: Rows): string[] {
  const plans = sendings.flatMap(({ outcome }) => (outcome.kind === 'plan' ? [outcome] : []));
  const faults: string[] = [];
  if (rows.length > 1) faults.push(`${key}: ${rows.length} plans are stored`);
  if (rows.length === 0) faults.push(`${key}: no plan is stored`);
  if (plans.length === 0) faults.push(`${key}: no plan was told of after ${sendings.length} sendings`);
  for (const { plan } of plans) {
    const isStored = rows.some((row) => row['id'] === plan.rundbId && row['planGUID'] === plan.guid);
    if (!isStored || plan.name !== key)
      faults.push(`${key}: told of ${JSON.stringify(plan)}, which is not stored`);
  }
  if (plans.filter(({ created }) => created).length > 1)
    faults.push(`${key}: "created" was told more than once`);
  return faults;
}

function judgeAnswer(key: string, { outcome, how, wasStored }: Sending): string[] {
  if (outcome.kind === 'no answer') return [];
  if (outcome.kind === 'error') return judgeError(key, outcome, wasStored);
  if (how === 'changed') {
    const isConflict = outcome.kind === 'refused' && outcome.codes.includes('IDEMPOTENCY_CONFLICT');
    return isConflict ? [] : [`${key}: another input was answered ${JSON.stringify(outcome)}`];
  }
  if (outcome.kind === 'refused') return [`${key}: refused: ${outcome.text}`];
  return wasStored && outcome.created ? [`${key}: made once more when it was there`] : [];
}

function judgeError(
  key: string,
  { code, message }: { readonly code: string; readonly message: string },
  wasStored: boolean,
): string[] {
  const isWay = passing.has(code) && /\bagain\b/.test(message);
  const isUntrue = wasStored && message.includes('stored none');
  return [
    ...(isWay ? [] : [`${key}: an error without a way on: ${code} ${message}`]),
    ...(isUntrue ? [`${key}: said not to be stored when it was`] : []),
  ];
}
