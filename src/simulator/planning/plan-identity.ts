import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { Random } from '../writing/random.js';
import { isForChef } from './kits.js';
import { textOf, type PlanData } from './plan-question.js';

const VERSION = '5.18.1';

/** What tells a plan from others: GUID and short id as sent or made up, and where it came from. */
export function identify(data: PlanData, database: Database, random: Random, isNew: boolean): Row {
  return {
    planGUID: textOf(data, 'planGUID') || newGuid(database, random),
    planShortID: freeShortId(textOf(data, 'planShortID'), database, random),
    origin: isNew ? `${textOf(data, 'origin') || 'api'}|${VERSION}` : textOf(data, 'origin'),
    planStatus: statusOf(data) ?? firstStatus(data, database),
  };
}

/** The status that was sent, undefined when there was none. */
export function statusOf(data: PlanData): string | undefined {
  const status = textOf(data, 'planStatus');
  return status === '' || status === 'undefined' ? undefined : status;
}

function firstStatus(data: PlanData, database: Database): string {
  return isForChef(database, textOf(data, 'templatingKitName')) ? 'pending' : 'planned';
}

/** A lab that was enlarged from the same seed has plans with the GUIDs that come first. */
function newGuid(database: Database, random: Random): string {
  const plans = database.table('plannedexperiment');
  let guid = random.uuid();
  while (plans.find('planGUID', guid).length > 0) guid = random.uuid();
  return guid;
}

/** Plans that wait for their run have different short ids: one that is taken gives way to another. */
function freeShortId(wished: string, database: Database, random: Random): string {
  const plans = database.table('plannedexperiment');
  const isTaken = (id: string): boolean =>
    plans.find('planShortID', id).some((plan) => plan['planExecuted'] !== true);
  let id = wished === '' ? random.code(5) : wished;
  while (isTaken(id)) id = random.code(5);
  return id;
}
