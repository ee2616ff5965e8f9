import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { isObject } from '../resources/fields.js';
import { booleans, pick, texts } from './plan-columns.js';
import { textOf, type PlanData } from './plan-question.js';

const TEXTS = 'chipType flowsInOrder runMode sequencekitname storage_options notes';

/** Columns of a plan's run for the keys that were sent. */
export function runColumns(data: PlanData, database: Database): Row {
  return {
    ...withoutNull(texts(data, TEXTS), 'notes'),
    ...pick(data, 'metaData'),
    ...booleans(data, 'autoAnalyze isReverseRun usePreBeadfind'),
    ...('chipBarcode' in data && { chipBarcode: textOf(data, 'chipBarcode') }),
    ...('flows' in data && { flows: Number(data['flows'] ?? 0) }),
    ...('platform' in data && { platform: textOf(data, 'platform').toUpperCase() }),
    ...chefColumns(data, database),
  };
}

/** What the database demands of a run beyond its plan: a run without a name of its own is called by the GUID. */
export function newRunColumns(plan: Row): Row {
  const guid = plan['planGUID'];
  return {
    plan: plan['id'],
    expName: guid,
    unique: guid,
    autoAnalyze: true,
    cycles: 0,
    flows: 0,
    notes: null,
    sequencekitbarcode: '',
    storageHost: '',
    runMode: plan['runMode'],
    storage_options: plan['storage_options'],
    usePreBeadfind: plan['usePreBeadfind'],
  };
}

/** The Ion Chef's own columns. */
function chefColumns({ chefInfo }: PlanData, database: Database): Row {
  if (!isObject(chefInfo)) return {};
  const { columns } = database.table('experiment').model;
  const isChefs = (key: string): boolean => key.startsWith('chef') && columns.has(key);
  return Object.fromEntries(Object.entries(chefInfo).filter(([key]) => isChefs(key)));
}

/** Texts that hold no null become empty; the columns named may hold it. */
export function withoutNull(row: Row, ...nullable: readonly string[]): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null && !nullable.includes(key) ? '' : value]),
  );
}
