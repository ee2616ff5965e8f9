import { textIn } from '../resources/fields.js';
import { findKit, KIT_KEYS } from './kits.js';
import { textOf, type PlanQuestion } from './plan-question.js';

/** A new plan without flows gets the text 0, one without an order of flows that of its sequencing kit, if it has one. */
export function addDefaultFlows({ data, database }: PlanQuestion): void {
  data['flows'] ??= '0';
  if (textOf(data, 'flowsInOrder') !== '') return;
  const kit = findKit(database, KIT_KEYS['sequencekitname'] ?? [], textOf(data, 'sequencekitname'));
  const order = database.table('floworder').get(kit?.['defaultFlowOrder']);
  if (order !== undefined) data['flowsInOrder'] = textIn(order, 'flowOrder');
}
