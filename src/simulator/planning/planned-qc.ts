import type { Row } from '../api.js';
import type { Store } from '../writing/store.js';
import { crash } from '../values/refusals.js';
import { textIn } from '../resources/fields.js';
import type { PlanData } from './plan-question.js';

const MODEL = 'plannedexperimentqc';

/** Keeps the thresholds that were sent under the names of the server's quality checks. */
export function keepThresholds(store: Store, plan: Row, data: PlanData): void {
  for (const qcType of store.database.table('qctype').rows) {
    const sent = data[textIn(qcType, 'qcName')];
    if (sent === undefined) continue;
    const threshold = Number(sent);
    if (!Number.isInteger(threshold) || sent === null) throw crash();
    const known = store.database
      .table(MODEL)
      .find('plannedExperiment', plan['id'])
      .find((row) => row['qcType'] === qcType['id']);
    if (known !== undefined) store.update(MODEL, known, { threshold });
    else store.insert(MODEL, { plannedExperiment: plan['id'], qcType: qcType['id'], threshold });
  }
}
